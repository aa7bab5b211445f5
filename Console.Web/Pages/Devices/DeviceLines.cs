using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Puts addresses and troubles beside devices; one source for the page and its export.</summary>
public static class DeviceLines
{
    /// <summary>The devices in the order given.</summary>
    public static IReadOnlyList<DeviceLine> Of(IEnumerable<Device> devices, HomeDirectory homes, DateTimeOffset now) =>
    [
        .. devices.Select(device => new DeviceLine(
            device,
            homes.Find(device.Id.Home)?.Address.Text.ToString() ?? device.Id.Home.Home,
            [.. DeviceHealth.TroublesOf(device, now)])),
    ];
}
