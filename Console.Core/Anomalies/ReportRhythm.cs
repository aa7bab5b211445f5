namespace CommunityConsole.Core.Anomalies;

/// <summary>How often a device reports, learned from its last gaps, and from when its silence is a fault.</summary>
/// <param name="enough">After so many gaps the rhythm is known.</param>
internal sealed class ReportRhythm(int enough = 8)
{
    private const int Kept = 32;

    // Before a device has shown its rhythm only a long silence says anything.
    private const int UnknownLimit = 6 * 3600;
    private const int ShortestLimit = 10 * 60;

    private readonly int[] _gaps = new int[Kept];
    private int _count;
    private int _next;

    /// <summary>The usual time between two reports, milliseconds; null until known.</summary>
    public long? Usual { get; private set; }

    /// <summary>The second longest of the last times between two reports, milliseconds; null until known.</summary>
    public long? Longest { get; private set; }

    /// <summary>A silence longer than this is a fault, milliseconds.</summary>
    public long Limit { get; private set; } = UnknownLimit * 1000L;

    /// <summary>Learns from the time between two reports.</summary>
    public void Take(long gap)
    {
        var seconds = (int)Math.Min(gap / 1000, int.MaxValue);
        var same = _count == Kept && _gaps[_next] == seconds;
        _gaps[_next] = seconds;
        _next = (_next + 1) % Kept;
        if (same)
        {
            return;   // a regular device: nothing to sort
        }

        _count = Math.Min(Kept, _count + 1);
        Judge();
    }

    public void Pass(StatePass pass)
    {
        pass.Count(ref _count, 0, Kept);
        pass.Count(ref _next, 0, Kept - 1);
        pass.Integers(_gaps.AsSpan(0, _count));
        if (pass.Reading)
        {
            Judge();
        }
    }

    // Twice the usual gap, unless gaps of this device vary more: the second longest of the last 32 is still usual
    // for a link that loses packets, the longest may be the fault itself.
    private void Judge()
    {
        if (_count < enough)
        {
            return;
        }

        Span<int> sorted = stackalloc int[Kept];
        sorted = sorted[.._count];
        _gaps.AsSpan(0, _count).CopyTo(sorted);
        sorted.Sort();
        var usual = sorted[_count / 2];
        Usual = usual * 1000L;
        var longest = sorted[Math.Max(0, _count - 2)];
        Longest = longest * 1000L;
        Limit = 1000L * Math.Max(ShortestLimit, Math.Max(2L * usual, longest * 5L / 4));
    }
}
