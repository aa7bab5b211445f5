namespace CommunityConsole.Core.Metering;

/// <summary>Computes the hours of one device. Pure; what every store's roll-ups must equal.</summary>
public static class HourlyRollup
{
    /// <summary>The start of the hour (UTC) an instant lies in.</summary>
    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);

    /// <summary>The hours to compute again when a reading of <paramref name="touched"/> is new: it, and for each register
    /// the next one with a reading, whose first rise starts from the last reading before it.</summary>
    public static IEnumerable<DateTimeOffset> Affected(IReadOnlyList<Reading> rows, DateTimeOffset touched) =>
        rows.Where(r => r.Measure is Measure.TotalLitres or Measure.TotalWattHours && r.At >= touched.AddHours(1))
            .GroupBy(r => r.Measure).Select(g => HourOf(g.First().At)).Append(touched).Distinct();

    /// <summary>The roll-ups of one hour.</summary>
    /// <param name="rows">The device's readings in event time, with at least the one of each register before the hour.</param>
    /// <param name="hour">Start of the hour.</param>
    public static IEnumerable<HourlyUse> Of(IReadOnlyList<Reading> rows, DateTimeOffset hour)
    {
        foreach (var measure in rows.GroupBy(r => r.Measure))
        {
            long? before = null;
            int count = 0;
            long sum = 0, least = long.MaxValue, most = long.MinValue;
            foreach (var row in measure.TakeWhile(r => r.At < hour.AddHours(1)))
            {
                if (row.At >= hour)
                {
                    count++;
                    sum += measure.Key is not (Measure.TotalLitres or Measure.TotalWattHours) ? row.Value : Math.Max(0, row.Value - (before ?? row.Value));
                    least = Math.Min(least, row.Value);
                    most = Math.Max(most, row.Value);
                }

                before = row.Value;
            }

            if (count > 0)
            {
                yield return new HourlyUse(measure.First().Device, measure.Key, hour, count, sum, least, most);
            }
        }
    }
}
