using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Simulation;

/// <summary>The made-up past as readings, as if it had come over the wire.</summary>
public static class HistoryRows
{
    /// <summary>Everything that left the home until <paramref name="end"/>, in the order of being made.</summary>
    public static IEnumerable<Reading> Of(SimulatedHome home, HomeRun run, DateTimeOffset origin, DateTimeOffset end)
    {
        foreach (var report in run.After(origin))
        {
            if (report.Made > end)
            {
                yield break;
            }

            if (report.Delivered <= end)
            {
                yield return Reading(home, report, report.Measure, report.Value);
                if (report.Battery is { } battery)
                {
                    yield return Reading(home, report, Measure.Battery, battery);
                }
            }
        }
    }

    /// <summary>One measure of a report as the decoder of its dialect reads it.</summary>
    public static Reading Reading(SimulatedHome home, in DeviceReport report, Measure measure, long value) => new(
        new DeviceId(home.Id, report.Device.Name), report.Device.Kind, measure, value, report.Stamp, report.Delivered, report.Sequence);
}
