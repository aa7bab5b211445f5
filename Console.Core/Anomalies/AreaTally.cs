using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Reports of one area's homes that were due in the last ten minutes, kept or missed, and whether so many misses at
/// once can be chance.
/// </summary>
/// <remarks>
/// A home by itself misses its deadline with a chance of at most <see cref="HomeSignal.MissedByChance"/>. Of the reports
/// due since some instant, as many or more are missed by chance with the upper tail of a binomial distribution; all
/// instants of the last ten minutes are looked at, and below one in a million it is an outage. Misses must also be most
/// of what was due, so that half a building is not told as the whole cell.
/// </remarks>
internal sealed class AreaTally(AreaId area)
{
    /// <summary>How far back is looked.</summary>
    public const long Window = 10 * EstateClock.Minute;

    /// <summary>A smaller area is told home by home.</summary>
    public const int FewestHomes = 5;

    private const long Slot = 10_000;
    private const int Slots = (int)(Window / Slot);
    private const double MostlyMissed = 0.8;
    private static readonly double RareLog = Math.Log(1e-6);
    private static readonly double MissLog = Math.Log(HomeSignal.MissedByChance);
    private static readonly double KeptLog = Math.Log(1 - HomeSignal.MissedByChance);

    private readonly int[] _missed = new int[Slots];
    private readonly int[] _kept = new int[Slots];

    public AreaId Area { get; } = area;

    /// <summary>Homes counted in this round.</summary>
    public int Homes { get; private set; }

    public void Clear()
    {
        Array.Clear(_missed);
        Array.Clear(_kept);
        Homes = 0;
    }

    /// <summary>Counts a home whose newest deadline was missed or kept <paramref name="ago"/> milliseconds ago.</summary>
    public void Count(bool missed, long ago)
    {
        Homes++;
        if (ago is >= 0 and < Window)
        {
            (missed ? _missed : _kept)[ago / Slot]++;
        }
    }

    /// <summary>How long ago the outage began to show, milliseconds; null while chance explains what is missed.</summary>
    public long? Found()
    {
        var (missed, kept) = (0, 0);
        for (var slot = 0; slot < Slots; slot++)
        {
            missed += _missed[slot];
            kept += _kept[slot];
            if (missed >= FewestHomes && missed >= MostlyMissed * (missed + kept) && LogTail(missed, missed + kept) <= RareLog)
            {
                return (slot + 1) * Slot;
            }
        }

        return null;
    }

    // Terms beyond the first fall fast here: the first, and a geometric bound for the rest.
    private static double LogTail(int missed, int due)
    {
        var log = (missed * MissLog) + ((due - missed) * KeptLog);
        for (var i = 0; i < due - missed; i++)
        {
            log += Math.Log((double)(due - i) / (i + 1));
        }

        var ratio = (double)(due - missed) / (missed + 1) * HomeSignal.MissedByChance / (1 - HomeSignal.MissedByChance);
        return log - Math.Log(1 - ratio);
    }
}
