using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>A change of routine that comes slowly, put into a recording.</summary>
/// <param name="Name">As the table calls it.</param>
/// <param name="Apply">The home's rows from an instant on, changed.</param>
internal sealed record SlowChange(string Name, Func<RecordedHome, DateTimeOffset, Random, IEnumerable<Reading>> Apply)
{
    /// <summary>How long a change grows, and the watch is given a while longer to find it.</summary>
    public const int Weeks = 10;

    /// <summary>Weeks from its beginning in which finding it counts.</summary>
    public const int Found = 16;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    public static IReadOnlyList<SlowChange> All { get; } =
    [
        new("use falls 5 % a week for 10 weeks", Decline),
        new("up 10 min later each week for 10 weeks", Later),
    ];

    // Whole litres and watt-hours: the fraction is drawn, so that small amounts fall as much as large ones.
    private static IEnumerable<Reading> Decline(RecordedHome home, DateTimeOffset from, Random random)
    {
        foreach (var row in Rows(home, from))
        {
            var share = Math.Pow(0.95, WeeksAt(row.At, from));
            yield return row.Measure is Measure.UseLitres or Measure.UseWattHours ? row with { Value = (long)((row.Value * share) + random.NextDouble()) } : row;
        }
    }

    // What a device reported from 4 to 12 o'clock comes later by that much; a part of a row's length is drawn for each day.
    private static IEnumerable<Reading> Later(RecordedHome home, DateTimeOffset from, Random random)
    {
        var mornings = new Dictionary<(DeviceId, Measure, DateTime), (Queue<long> Values, int Shift)>();
        foreach (var row in Rows(home, from))
        {
            var local = home.Calendar.Local(row.At);
            if (row.Measure is not (Measure.UseLitres or Measure.UseWattHours) || local.Hour is < 4 or >= 12)
            {
                yield return row;
                continue;
            }

            var key = (row.Device, row.Measure, local.Date);
            if (!mornings.TryGetValue(key, out var morning))
            {
                var length = RowLength(home, row);
                var shift = (int)((TimeSpan.FromMinutes(10 * Math.Ceiling(WeeksAt(row.At, from))) / length) + random.NextDouble());
                morning = mornings[key] = (new Queue<long>(Enumerable.Repeat(0L, shift)), shift);
            }

            morning.Values.Enqueue(row.Value);
            yield return row with { Value = morning.Values.Dequeue() };
        }
    }

    private static TimeSpan RowLength(RecordedHome home, Reading row)
    {
        var next = home.Next(row.At);
        while (next < home.Rows.Length && home.Rows[next].Device != row.Device)
        {
            next++;
        }

        var length = next < home.Rows.Length ? home.Rows[next].At - row.At : TimeSpan.Zero;
        return length > TimeSpan.Zero && length < TimeSpan.FromHours(2) ? length : TimeSpan.FromHours(1);
    }

    private static double WeeksAt(DateTimeOffset at, DateTimeOffset from) => Math.Min(Weeks, (at - from) / Week);

    private static IEnumerable<Reading> Rows(RecordedHome home, DateTimeOffset from)
    {
        var until = from + (Found * Week);
        for (var i = home.Next(from); i < home.Rows.Length && home.Rows[i].At <= until; i++)
        {
            yield return home.Rows[i];
        }
    }
}
