namespace CommunityConsole.Bench;

/// <summary>Counts latencies in steps of 2 %, so that percentiles cost no memory per message.</summary>
internal sealed class LatencyTable
{
    private static readonly double Step = Math.Log(1.02);

    // 1 us to more than ten minutes.
    private readonly long[] _counts = new long[1_024];

    public long Count { get; private set; }

    public TimeSpan Most { get; private set; }

    public void Add(TimeSpan latency)
    {
        var slot = (int)(Math.Log(Math.Max(1, latency.TotalMicroseconds)) / Step);
        _counts[Math.Min(slot, _counts.Length - 1)]++;
        Count++;
        Most = latency > Most ? latency : Most;
    }

    public void Add(LatencyTable other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Most = other.Most > Most ? other.Most : Most;
    }

    /// <summary>The latency that <paramref name="share"/> of all do not exceed, to 2 %.</summary>
    public TimeSpan Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(Count * share);
        var seen = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return TimeSpan.FromMicroseconds(Math.Exp((i + 1) * Step));
            }
        }

        return Most;
    }
}
