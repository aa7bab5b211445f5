using CommunityConsole.Core.Tests.Care;
using CommunityConsole.Core.Tests.Community;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Community;

public sealed class StaffProfileStoreTests : StaffProfileStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override CareStores Stores => _file.Stores;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
