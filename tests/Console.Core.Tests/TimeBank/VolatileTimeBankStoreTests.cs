using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class VolatileTimeBankStoreTests : TimeBankStoreContract
{
    protected override int Steps => 1000;

    protected override ITimeBankStore Open() => new VolatileTimeBankStore("demo");
}
