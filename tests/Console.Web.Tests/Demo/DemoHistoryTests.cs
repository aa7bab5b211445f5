using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Demo;
using CommunityConsole.Web.Pages.Devices;

namespace CommunityConsole.Web.Tests.Demo;

public sealed class DemoHistoryTests
{
    private static readonly EstateCalendar Calendar = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public void Devices_AfterThePast_AreSilentOnlyWhereNothingWasHeard()
    {
        var now = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
        var record = new DemoRecord(7, 20, now.AddDays(-3), now);
        var world = new DemoWorld(record, "demo", Calendar);
        var heard = new Dictionary<DeviceId, DateTimeOffset>();

        Assert.NotEmpty(DemoHistory.Noting(DemoHistory.Readings(world, record), heard).ToList());

        var meters = DemoHistory.Devices(world, record, heard).Where(device => device.Kind is DeviceKind.Water or DeviceKind.Power).ToList();
        Assert.NotEmpty(meters);
        Assert.All(meters, meter => Assert.DoesNotContain(DeviceTrouble.Silent, DeviceHealth.TroublesOf(meter, now)));
    }
}
