namespace CommunityConsole.Core.Tests.Care;

public sealed class VolatileAlertStoreTests : AlertStoreContract
{
    protected override CareStores Stores { get; } = CareStores.Volatile();
}
