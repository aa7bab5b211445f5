using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>What a home would have reported had everything its resident does ended at an instant.</summary>
/// <remarks>
/// Readings come at the times at which real ones came. Water stands still. Power goes on as it did in nights before, as
/// fridge and standby do: changes between rows of 2 to 5 o'clock of the last 14 days, in their order, from a night drawn
/// at random; on a home's first day, the nights after. Doors, locks and buttons are silent. What devices say of themselves stays.
/// </remarks>
internal static class Stopped
{
    private static readonly TimeSpan Nights = TimeSpan.FromDays(14);

    public static IEnumerable<Reading> Rows(RecordedHome home, DateTimeOffset cutOff, Random random)
    {
        var next = home.Next(cutOff);
        var until = cutOff + RecordedHome.Longest;
        var nights = new Dictionary<DeviceId, (List<Reading> Rows, int At)>();
        for (; next < home.Rows.Length && home.Rows[next].At <= until; next++)
        {
            var row = home.Rows[next];
            switch (row.Measure)
            {
                case Measure.UseLitres:
                    yield return row with { Value = 0 };
                    break;
                case Measure.UseWattHours or Measure.PowerWatts:
                    yield return row with { Value = Night(row) };
                    break;
                case Measure.Battery or Measure.Link:
                    yield return row;
                    break;
                default:
                    break;
            }
        }

        long Night(in Reading row)
        {
            if (!nights.TryGetValue(row.Device, out var night))
            {
                night = (NightRows(home, next, row), 0);
                night.At = night.Rows.Count == 0 ? 0 : random.Next(night.Rows.Count);
            }

            var value = night.Rows.Count == 0 ? row.Value : night.Rows[night.At % night.Rows.Count].Value;
            nights[row.Device] = (night.Rows, night.At + 1);
            return value;
        }
    }

    private static List<Reading> NightRows(RecordedHome home, int next, Reading row)
    {
        var before = NightRows(home.Rows.AsSpan(0, next), home, row);
        return before.Count > 0 ? before : NightRows(home.Rows.AsSpan(next), home, row);
    }

    private static List<Reading> NightRows(ReadOnlySpan<Reading> among, RecordedHome home, Reading row)
    {
        var rows = new List<Reading>();
        foreach (ref readonly var known in among)
        {
            if ((known.At - row.At).Duration() <= Nights && known.Device == row.Device && known.Measure == row.Measure && home.Calendar.Local(known.At).Hour is >= 2 and < 5)
            {
                rows.Add(known);
            }
        }

        return rows;
    }
}
