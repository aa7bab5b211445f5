using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Credentials;

public sealed class VolatileCredentialStoreTests : CredentialStoreContract
{
    protected override ICredentialStore Store { get; } = new VolatileCredentialStore(new VolatileAuditLog());
}
