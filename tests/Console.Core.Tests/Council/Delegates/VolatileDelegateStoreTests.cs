using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council.Delegates;

public sealed class VolatileDelegateStoreTests : DelegateStoreContract
{
    private readonly VolatileAuditLog _log = new();

    public VolatileDelegateStoreTests() => Store = new VolatileDelegateStore(_log);

    protected override IDelegateStore Store { get; }

    protected override IAuditLog Log => _log;
}
