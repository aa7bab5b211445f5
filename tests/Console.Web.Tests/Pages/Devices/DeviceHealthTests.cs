using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Pages.Devices;

namespace CommunityConsole.Web.Tests.Pages.Devices;

public sealed class DeviceHealthTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TroublesOf_DeviceHeardInTime_IsNone() => Assert.Empty(DeviceHealth.TroublesOf(Healthy, Now));

    [Fact]
    public void TroublesOf_ThreeIntervalsWithoutMessage_IsSilent()
    {
        var meter = Healthy with { ExpectedInterval = TimeSpan.FromMinutes(15), LastReceived = Now.AddMinutes(-46) };

        Assert.Equal([DeviceTrouble.Silent], DeviceHealth.TroublesOf(meter, Now));
        Assert.Empty(DeviceHealth.TroublesOf(meter with { LastReceived = Now.AddMinutes(-44) }, Now));
    }

    [Fact]
    public void TroublesOf_HelpButtonNeverPressed_IsNotSilent() =>
        Assert.Empty(DeviceHealth.TroublesOf(Healthy with { Kind = DeviceKind.Sos, LastReceived = null, Registered = Now.AddDays(-90) }, Now));

    [Fact]
    public void TroublesOf_NeverHeard_IsSilentFromItsRegistrationOn() =>
        Assert.Equal([DeviceTrouble.Silent], DeviceHealth.TroublesOf(Healthy with { LastReceived = null, Registered = Now.AddHours(-26), ExpectedInterval = null }, Now));

    [Fact]
    public void TroublesOf_ManyTroubles_NamesTheGravestFirst()
    {
        var meter = Healthy with { Online = false, Battery = 20, ClockError = TimeSpan.FromMinutes(6), Dialect = Dialects.Tasmota, FoundByItself = true };

        Assert.Equal(
            [DeviceTrouble.Offline, DeviceTrouble.LowBattery, DeviceTrouble.WrongClock, DeviceTrouble.Unassigned],
            DeviceHealth.TroublesOf(meter, Now));
    }

    [Fact]
    public void SilentAfter_BatterySensor_IsCappedAtTwentyFiveHours() =>
        Assert.Equal(TimeSpan.FromHours(25), DeviceHealth.SilentAfter(Healthy with { ExpectedInterval = TimeSpan.FromHours(12) }));

    [Fact]
    public void Apply_WordsAndState_MustAllMatch()
    {
        DeviceLine fine = new(Healthy, "幸福里 7 号楼 301", []);
        DeviceLine flat = new(Healthy with { Battery = 5, Id = new DeviceId(new HomeId("demo", "8-101"), "w2") }, "幸福里 8 号楼 101", [DeviceTrouble.LowBattery]);

        Assert.Equal([flat], new DeviceQuery(null, "lowbattery", null, null).Apply([fine, flat]));
        Assert.Equal([fine], new DeviceQuery("7 幸福 W1", null, "Water", null).Apply([fine, flat]));
        Assert.Equal([flat, fine], new DeviceQuery(null, null, null, "battery").Apply([fine, flat]));
        Assert.Empty(new DeviceQuery("301", "trouble", null, null).Apply([fine, flat]));
    }

    private static Device Healthy => new(new DeviceId(new HomeId("demo", "7-301"), "w1"), DeviceKind.Water, Dialects.Own, "w1", Now.AddDays(-9))
    {
        LastReceived = Now.AddMinutes(-5),
        ExpectedInterval = TimeSpan.FromMinutes(15),
        Battery = 80,
        Online = true,
        ClockError = TimeSpan.FromSeconds(-1),
    };
}
