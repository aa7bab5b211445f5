namespace CommunityConsole.Core.Tests.Repairs;

public sealed class VolatileRepairStoreTests : RepairStoreContract
{
    protected override RepairStores Stores { get; } = RepairStores.Volatile();
}
