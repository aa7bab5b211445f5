using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Storage.Repairs;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Repairs;

public sealed class RepairStoreTests : RepairStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override RepairStores Stores => new(new RepairStore(_file.Contexts, _file.Writer), new AssetStore(_file.Contexts, _file.Writer), _file.Stores.Homes, _file.Stores.Notices, _file.Stores.Audit);

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
