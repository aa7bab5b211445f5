using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>A report of a device: what it says, the time it claims, and when it comes.</summary>
internal sealed record Report(string Device, DeviceKind Kind, Measure Measure, long Value, DateTimeOffset At, DateTimeOffset Received, ReadingMarks Marks = ReadingMarks.None)
{
    public Reading Reading => new(new DeviceId(Recorded.Home, Device), Kind, Measure, Value, At.ToUniversalTime(), Received.ToUniversalTime(), null, Marks);
}

/// <summary>Somebody who lives alone, with a water and a power meter that report every quarter of an hour, a lock, a door contact and a button.</summary>
internal static class FaultyHome
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(15);
    private static readonly (double From, double To)[] Outings = [(9.5, 10.75), (15.5, 16.5)];
    private static readonly Dictionary<(DateTimeOffset, DateTimeOffset?), (long, long)> Sums = [];

    /// <summary>All reports made between two instants, in the order of being made.</summary>
    /// <param name="from">First instant.</param>
    /// <param name="until">Not included.</param>
    /// <param name="collapse">From then on the resident does nothing; null for never.</param>
    /// <param name="waterUpload">How often the water meter sends what it has counted; a quarter of an hour for each row by itself.</param>
    public static IEnumerable<Report> Reports(DateTimeOffset from, DateTimeOffset until, DateTimeOffset? collapse, TimeSpan waterUpload)
    {
        for (var at = from; at < until; at += Period)
        {
            // Registers are sums over whole days and the quarters of this one: any instant can be asked for.
            var (litres, wattHours) = Before(Day(at), collapse);
            for (var slot = Day(at); slot <= at; slot += Period)
            {
                (litres, wattHours) = (litres + Water(slot, collapse), wattHours + Power(slot, collapse));
            }

            var sent = Recorded.Start + (Math.Ceiling((at - Recorded.Start) / waterUpload) * waterUpload);
            yield return new Report("meter", DeviceKind.Water, Measure.TotalLitres, 500_000 + litres, at, sent);
            yield return new Report("power", DeviceKind.Power, Measure.TotalWattHours, 3_000_000 + wattHours, at.AddMinutes(1), at.AddMinutes(1));
            foreach (var report in Passes(at, collapse))
            {
                yield return report;
            }

            if (Hour(at) == 5)
            {
                yield return new Report("button", DeviceKind.Sos, Measure.Battery, 90, at, at);
                yield return new Report("lock", DeviceKind.Lock, Measure.Battery, 80, at, at);
            }
        }
    }

    private static DateTimeOffset Day(DateTimeOffset at) => Recorded.Start.AddDays(Math.Floor((at - Recorded.Start).TotalDays));

    private static double Hour(DateTimeOffset at) => (at - Day(at)).TotalHours;

    private static (long Litres, long WattHours) Before(DateTimeOffset day, DateTimeOffset? collapse)
    {
        lock (Sums)
        {
            var key = (day, collapse < day ? collapse : null);
            if (!Sums.TryGetValue(key, out var sum) && day > Recorded.Start)
            {
                sum = Before(day.AddDays(-1), collapse);
                for (var slot = day.AddDays(-1); slot < day; slot += Period)
                {
                    sum = (sum.Item1 + Water(slot, collapse), sum.Item2 + Power(slot, collapse));
                }

                Sums[key] = sum;
            }

            return sum;
        }
    }

    private static bool Lives(DateTimeOffset at, DateTimeOffset? collapse) => !(at >= collapse);

    private static bool IsOut(DateTimeOffset at) => Outings.Any(outing => Hour(at) > outing.From && Hour(at) < outing.To);

    private static bool IsUp(DateTimeOffset at) => Hour(at) is > 6.9 and < 22.3;

    // What the resident does in a quarter of an hour, another one each day.
    private static int Dice(DateTimeOffset at, int salt)
    {
        var number = (uint)(((at - Recorded.Start) / Period) + (salt * 7919));
        number = (number ^ 61) ^ (number >> 16);
        number *= 9;
        number ^= number >> 4;
        number *= 0x27d4eb2d;
        return (int)((number ^ (number >> 15)) % 100);
    }

    private static long Water(DateTimeOffset at, DateTimeOffset? collapse) => !Lives(at, collapse) || IsOut(at) ? 0
        : IsUp(at) ? (Dice(at, 1) < 35 ? 2 + (Dice(at, 2) % 12) : 0)
        : Hour(at) is > 2 and < 4 && Dice(at, 3) < 12 ? 6 : 0;

    private static long Power(DateTimeOffset at, DateTimeOffset? collapse)
    {
        var fridge = (int)((at - Recorded.Start) / Period) % 3 == 0 ? 24 : 6 + (Dice(at, 4) % 2);
        return fridge + (!Lives(at, collapse) || IsOut(at) || !IsUp(at) ? 0 : Hour(at) > 19 ? 30 : Dice(at, 5) < 25 ? 60 + (2 * Dice(at, 6)) : 0);
    }

    private static IEnumerable<Report> Passes(DateTimeOffset at, DateTimeOffset? collapse)
    {
        foreach (var (leaves, returns) in Outings.Where(_ => Lives(at, collapse)))
        {
            if (Hour(at) != leaves && Hour(at) != returns)
            {
                continue;
            }

            var (opens, closes) = Hour(at) == leaves ? (DoorSide.Inside, DoorSide.Outside) : (DoorSide.Outside, DoorSide.Inside);
            yield return Lock(at.AddSeconds(5), unlocked: true, opens);
            yield return Door(at.AddSeconds(8), open: true);
            yield return Door(at.AddSeconds(20), open: false);
            yield return Lock(at.AddSeconds(25), unlocked: false, closes);
        }
    }

    public static Report Lock(DateTimeOffset at, bool unlocked, DoorSide side = DoorSide.Unknown) =>
        new("lock", DeviceKind.Lock, Measure.Lock, new LockReport(unlocked, side, LockMethod.Key).Packed, at, at);

    public static Report Door(DateTimeOffset at, bool open) =>
        new("door", DeviceKind.Door, Measure.Door, new DoorReport(open, DoorSide.Unknown).Packed, at, at);
}
