namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Tells a change of power that a person makes from what the home does by itself (a fridge is not a person): learns which
/// changes of power come in the quietest hours of the day, when nobody is up.
/// </summary>
/// <remarks>
/// For each hour of the day a count, half forgotten after a fortnight, of the changes of power between two readings: up
/// and down apart, by size in steps of a quarter. The five hours in a row with the smallest mean change are the quiet
/// ones. A change of 40 W and more counts as a person's when at most so few of the quiet hours' changes were as it is. Changes are
/// looked at, not levels: what was left on when somebody fell stays on.
/// </remarks>
internal sealed class PowerChanges
{
    private const int Sizes = 24;
    private const int Bins = (2 * Sizes) + 1;
    private const int QuietHours = 5;
    private const double FirstWatts = 10;
    private const double Ratio = 1.25;
    private const double LeastWatts = 40;
    private const double UnknownWatts = 150;
    private const int Enough = 100;

    // Of the quiet hours' changes: somebody gets up at night now and then, a fridge starts every hour.
    private const double Rare = 0.01;

    private static readonly double DayShare = Math.Pow(0.5, 1.0 / 14);

    private readonly Half[] _counts = new Half[24 * Bins];
    private ulong _own;    // by bin: the home makes such changes by itself
    private int _seen;
    private bool _known;
    private double _last = double.NaN;

    /// <summary>Takes the mean or momentary power of a time in; true when a person must have changed it.</summary>
    public bool Take(double watts, int hourOfDay)
    {
        var change = watts - _last;
        _last = watts;
        if (double.IsNaN(change))
        {
            return false;
        }

        var bin = Bin(change);
        ref var count = ref _counts[(hourOfDay * Bins) + bin];
        count += Half.One;
        _seen = Math.Min(_seen + 1, Enough);
        return _known ? Math.Abs(change) >= LeastWatts && (_own & (1UL << bin)) == 0 : Math.Abs(change) >= UnknownWatts;
    }

    /// <summary>After a gap the next value is no change.</summary>
    public void Break() => _last = double.NaN;

    /// <summary>Finds the quiet hours and the home's own changes anew; once a day.</summary>
    public void Learn()
    {
        foreach (ref var count in _counts.AsSpan())
        {
            count = (Half)((double)count * DayShare);
        }

        if (_seen < Enough)
        {
            return;
        }

        Span<double> quiet = stackalloc double[Bins];
        var all = Quietest(quiet);
        (_own, _known) = (0, true);
        for (var bin = 0; bin < Bins; bin++)
        {
            // Sizes scatter: the neighbours are the same change.
            var near = quiet[bin];
            near += bin > 0 && bin - 1 != Sizes ? quiet[bin - 1] : 0;
            near += bin < Bins - 1 && bin + 1 != Sizes ? quiet[bin + 1] : 0;
            _own |= near > Rare * all ? 1UL << bin : 0;
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Halves(_counts);
        var own = (long)_own;
        pass.Long(ref own);
        _own = (ulong)own;
        pass.Count(ref _seen, 0, Enough);
        pass.Flag(ref _known);
        pass.Number(ref _last);
    }

    /// <summary>Adds up the five hours in a row with the smallest mean change; returns how many changes they hold.</summary>
    private double Quietest(Span<double> pooled)
    {
        Span<double> mean = stackalloc double[24];
        for (var hour = 0; hour < 24; hour++)
        {
            var (sum, count) = (0.0, 1e-9);
            for (var bin = 0; bin < Bins; bin++)
            {
                sum += Size(bin) * (double)_counts[(hour * Bins) + bin];
                count += (double)_counts[(hour * Bins) + bin];
            }

            mean[hour] = sum / count;
        }

        var (first, least) = (0, double.MaxValue);
        for (var from = 0; from < 24; from++)
        {
            var sum = 0.0;
            for (var i = 0; i < QuietHours; i++)
            {
                sum += mean[(from + i) % 24];
            }

            (first, least) = sum < least ? (from, sum) : (first, least);
        }

        pooled.Clear();
        var all = 0.0;
        for (var i = 0; i < QuietHours; i++)
        {
            for (var bin = 0; bin < Bins; bin++)
            {
                var count = (double)_counts[((first + i) % 24 * Bins) + bin];
                pooled[bin] += count;
                all += count;
            }
        }

        return all;
    }

    // Falls from the largest to the smallest, none, rises from the smallest to the largest.
    private static int Bin(double change)
    {
        var size = Math.Abs(change) < FirstWatts ? 0 : Math.Min(Sizes, 1 + (int)(Math.Log(Math.Abs(change) / FirstWatts) / Math.Log(Ratio)));
        return change < 0 ? Sizes - size : Sizes + size;
    }

    private static double Size(int bin) => bin == Sizes ? 0 : FirstWatts * Math.Pow(Ratio, Math.Abs(bin - Sizes) - 1);
}
