using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Tests.Credentials;
using CommunityConsole.Web.Storage.Credentials;
using CommunityConsole.Web.Tests.Storage.Care;

namespace CommunityConsole.Web.Tests.Storage.Credentials;

public sealed class CredentialStoreTests : CredentialStoreContract, IAsyncLifetime, IDisposable
{
    private readonly ConsoleFile _file = new();

    protected override ICredentialStore Store => new CredentialStore(_file.Contexts, _file.Writer);

    public Task InitializeAsync() => _file.MigrateAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();
}
