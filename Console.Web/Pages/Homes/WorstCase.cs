using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>How long it may take at worst until a collapse at this moment is noticed.</summary>
public static class WorstCase
{
    /// <summary>
    /// The longest silence that still counts as usual, then one whole interval of the slowest meter (its reading may just
    /// have left), then the lateness the watch grants to packets on the way, then the largest known clock error of a meter.
    /// Null where nothing can be promised.
    /// </summary>
    public static WorstCaseParts? Of(HomePicture? picture, IEnumerable<Device> devices, TimeSpan lateness)
    {
        if (picture is not { State: not WatchState.Unwatched, SilenceLimit: { } limit })
        {
            return null;
        }

        var meters = devices.Where(device => device.Kind is DeviceKind.Water or DeviceKind.Power).ToList();
        return new WorstCaseParts(
            limit,
            meters.Max(device => device.ExpectedInterval) ?? TimeSpan.Zero,
            lateness,
            meters.Max(device => device.ClockError?.Duration()) ?? TimeSpan.Zero);
    }
}

/// <summary>What the longest delay is made of.</summary>
/// <param name="Limit">The limit of silence.</param>
/// <param name="Interval">One reporting interval of the slowest meter.</param>
/// <param name="Lateness">What is granted to packets on the way.</param>
/// <param name="ClockError">The largest known error of a meter's clock.</param>
public sealed record WorstCaseParts(TimeSpan Limit, TimeSpan Interval, TimeSpan Lateness, TimeSpan ClockError)
{
    /// <summary>All of it.</summary>
    public TimeSpan Delay => Limit + Interval + Lateness + ClockError;
}
