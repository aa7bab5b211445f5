using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>How long it may take at worst until a collapse at this moment is noticed.</summary>
public static class WorstCase
{
    /// <summary>
    /// The longest silence that still counts as usual, then one whole interval of the slowest meter (its reading may just
    /// have left), then the lateness the watch grants to packets on the way. Null where nothing can be promised.
    /// </summary>
    public static TimeSpan? Delay(HomePicture? picture, IEnumerable<Device> devices, TimeSpan lateness)
    {
        if (picture is not { State: not WatchState.Unwatched, SilenceLimit: { } limit })
        {
            return null;
        }

        var slowest = devices
            .Where(device => device.Kind is DeviceKind.Water or DeviceKind.Power)
            .Max(device => device.ExpectedInterval) ?? TimeSpan.Zero;
        return limit + slowest + lateness;
    }
}
