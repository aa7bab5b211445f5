using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;

namespace CommunityConsole.Core.Tests.MutualHelp;

public sealed class VolatileHelpStoreTests : HelpStoreContract
{
    private readonly VolatileAuditLog _log = new();

    public VolatileHelpStoreTests() => Store = new VolatileHelpStore(_log);

    protected override IHelpStore Store { get; }

    protected override IAuditLog Log => _log;
}
