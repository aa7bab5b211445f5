using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Council.Topics;
using CommunityConsole.Web.Storage.Council;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Council;

public sealed class TopicStoreTests : TopicStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override ITopicStore Store => new TopicStore(_file.Contexts, _file.Writer);

    protected override IAuditLog Log => _file.Stores.Audit;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
