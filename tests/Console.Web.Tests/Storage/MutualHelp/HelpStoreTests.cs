using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.Tests.MutualHelp;
using CommunityConsole.Web.Storage.MutualHelp;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.MutualHelp;

public sealed class HelpStoreTests : HelpStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override IHelpStore Store => new HelpStore(_file.Contexts, _file.Writer);

    protected override IAuditLog Log => _file.Stores.Audit;

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
