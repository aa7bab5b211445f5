using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Tests.Dispatch;
using CommunityConsole.Web.Storage.Dispatch;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Dispatch;

public sealed class VisitPhotoStoreTests : VisitPhotoStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override IVisitPhotoStore Store => new VisitPhotoStore(_file.Contexts, _file.Writer);

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
