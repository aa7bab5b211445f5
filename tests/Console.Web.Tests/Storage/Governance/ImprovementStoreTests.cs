using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Governance;
using CommunityConsole.Web.Storage.Governance;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Governance;

public sealed class ImprovementStoreTests : ImprovementStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override IImprovementStore Store => new ImprovementStore(_file.Contexts, _file.Writer);

    protected override IAuditLog Log => _file.Stores.Audit;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
