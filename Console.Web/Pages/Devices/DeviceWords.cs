using System.Globalization;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Devices;

/// <summary>What was learned of a device, in words.</summary>
internal static class DeviceWords
{
    /// <summary>The finest step of its register with the unit; a dash where none was seen.</summary>
    public static string Step(Device device, IStringLocalizer<DevicesText> text) => (device.Step, device.Kind) switch
    {
        (null, _) => "—",
        ({ } step, DeviceKind.Power) => text["StepPower", step.ToString("#,0", CultureInfo.CurrentCulture)],
        ({ } step, _) => text["StepWater", step.ToString("#,0", CultureInfo.CurrentCulture)],
    };

    /// <summary>How far its clock is off; a message's way takes up to a second, so less counts as right.</summary>
    public static string Clock(Device device, IStringLocalizer<DevicesText> text) => device.ClockError switch
    {
        null => "—",
        { } error when error.Duration() < TimeSpan.FromSeconds(2) => "0",
        { } error => text[error > TimeSpan.Zero ? "ClockAhead" : "ClockBehind", Durations.About(error.Duration())],
    };

    /// <summary>Whether it is there, and how well it is heard: dBm, or the link quality of its radio.</summary>
    public static string Link(Device device, IStringLocalizer<DevicesText> text)
    {
        var state = device.Online switch { true => text["Online"].Value, false => text["OfflineWord"].Value, null => null };
        var signal = device.Signal switch
        {
            null => null,
            < 0 => text["SignalDbm", device.Signal].Value,
            _ => text["SignalQuality", device.Signal].Value,
        };
        return state is null ? signal ?? "—" : signal is null ? state : $"{state} · {signal}";
    }
}
