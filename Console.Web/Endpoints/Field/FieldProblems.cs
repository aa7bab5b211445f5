using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Endpoints.Field;

/// <summary>A step without a key could be taken twice.</summary>
internal sealed record KeyMissing()
    : Problem("field.key", new("缺少步骤编号（Idempotency-Key），没有记录。", "The step came without its Idempotency-Key and was not recorded."));

/// <summary>No such step.</summary>
internal sealed record StepUnknown()
    : Problem("field.step", new("没有这个步骤。", "There is no such step."));
