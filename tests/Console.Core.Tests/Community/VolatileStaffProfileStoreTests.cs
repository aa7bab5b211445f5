using CommunityConsole.Core.Tests.Care;

namespace CommunityConsole.Core.Tests.Community;

public sealed class VolatileStaffProfileStoreTests : StaffProfileStoreContract
{
    protected override CareStores Stores { get; } = CareStores.Volatile();
}
