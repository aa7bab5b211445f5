using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>Puts addresses and troubles beside devices; one source for the page and its export.</summary>
public static class DeviceLines
{
    /// <summary>The devices in the order given.</summary>
    public static IReadOnlyList<DeviceLine> Of(IEnumerable<Device> devices, HomeDirectory homes, ConsentBook consents, DateTimeOffset now) =>
    [
        .. devices.Select(device => new DeviceLine(
            device,
            homes.Find(device.Id.Home)?.Address.Text.ToString() ?? device.Id.Home.Home,
            [.. IsUsed(device, consents) ? DeviceHealth.TroublesOf(device, now) : []])),
    ];

    // What nobody may listen to is silent for that reason, and in no trouble.
    private static bool IsUsed(Device device, ConsentBook consents) =>
        (consents.CoverageOf(device.Id.Home).Purposes & ReadingPurpose.Of(device.Kind)) != ConsentPurposes.None;
}
