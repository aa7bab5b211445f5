namespace CommunityConsole.Core.Tests.Care;

public sealed class VolatileMorningCallStoreTests : MorningCallStoreContract
{
    protected override CareStores Stores { get; } = CareStores.Volatile();
}
