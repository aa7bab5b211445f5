using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Governance;

public sealed class VolatileImprovementStoreTests : ImprovementStoreContract
{
    private readonly VolatileAuditLog _log = new();

    public VolatileImprovementStoreTests() => Store = new VolatileImprovementStore(_log);

    protected override IImprovementStore Store { get; }

    protected override IAuditLog Log => _log;
}
