using CommunityConsole.Core.Tests.Care;

namespace CommunityConsole.Web.Tests.Storage.Care;

public sealed class MorningCallStoreTests : MorningCallStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override CareStores Stores => _file.Stores;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
