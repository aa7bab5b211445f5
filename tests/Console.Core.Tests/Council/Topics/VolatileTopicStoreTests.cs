using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council.Topics;

public sealed class VolatileTopicStoreTests : TopicStoreContract
{
    private readonly VolatileAuditLog _log = new();

    public VolatileTopicStoreTests() => Store = new VolatileTopicStore(_log);

    protected override ITopicStore Store { get; }

    protected override IAuditLog Log => _log;
}
