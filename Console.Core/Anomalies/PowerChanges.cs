namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Tells a change of power that a person makes from what the home does by itself (a fridge is not a person): learns how
/// far power moves in the quietest hours of the day.
/// </summary>
/// <remarks>
/// For each hour of the day a slowly forgetting histogram of |change of power| between two readings, in watts, in bins
/// that grow by a half. The five hours in a row with the smallest mean change are the quiet ones. A change counts
/// when it is above 1.5 times the 95 % point of the quiet hours and above 40 W. Changes are looked at, not levels: what
/// was left on when somebody fell stays on.
/// </remarks>
internal sealed class PowerChanges
{
    private const int Bins = 20;
    private const int QuietHours = 5;
    private const double LeastWatts = 40;
    private const double UnknownWatts = 150;
    private const double Forget = 0.97;
    private const int Enough = 100;

    private readonly Half[] _shares = new Half[24 * Bins];
    private int _seen;
    private double _watts = UnknownWatts;
    private double _last = double.NaN;

    /// <summary>From how many watts on a change is a person's.</summary>
    public double Threshold => _watts;

    /// <summary>Takes the mean or momentary power of a time in; true when a person must have changed it.</summary>
    public bool Take(double watts, int hourOfDay)
    {
        var change = Math.Abs(watts - _last);
        _last = watts;
        if (double.IsNaN(change))
        {
            return false;
        }

        var bins = _shares.AsSpan(hourOfDay * Bins, Bins);
        foreach (ref var share in bins)
        {
            share = (Half)((double)share * Forget);
        }

        ref var bin = ref bins[Bin(change)];
        bin = (Half)((double)bin + 1);
        _seen = Math.Min(_seen + 1, 1_000_000);
        return change >= _watts;
    }

    /// <summary>After a gap the next value is no change.</summary>
    public void Break() => _last = double.NaN;

    /// <summary>Finds the quiet hours anew; once a day.</summary>
    public void Learn()
    {
        if (_seen < Enough)
        {
            return;
        }

        Span<double> mean = stackalloc double[24];
        for (var hour = 0; hour < 24; hour++)
        {
            var (sum, weight) = (0.0, 1e-9);
            for (var i = 0; i < Bins; i++)
            {
                sum += Upper(i) * (double)_shares[(hour * Bins) + i];
                weight += (double)_shares[(hour * Bins) + i];
            }

            mean[hour] = sum / weight;
        }

        var (quiet, least) = (0, double.MaxValue);
        for (var first = 0; first < 24; first++)
        {
            var sum = 0.0;
            for (var i = 0; i < QuietHours; i++)
            {
                sum += mean[(first + i) % 24];
            }

            if (sum < least)
            {
                (quiet, least) = (first, sum);
            }
        }

        _watts = Math.Max(LeastWatts, 1.5 * Point(quiet, 0.95));
    }

    public void Pass(StatePass pass)
    {
        pass.Halves(_shares);
        pass.Count(ref _seen, 0, int.MaxValue);
        pass.Number(ref _watts);
        pass.Number(ref _last);
    }

    private double Point(int quiet, double share)
    {
        Span<double> pooled = stackalloc double[Bins];
        var all = 0.0;
        pooled.Clear();
        for (var i = 0; i < QuietHours; i++)
        {
            for (var bin = 0; bin < Bins; bin++)
            {
                var weight = (double)_shares[((quiet + i) % 24 * Bins) + bin];
                pooled[bin] += weight;
                all += weight;
            }
        }

        var sum = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            sum += pooled[bin];
            if (sum >= share * all)
            {
                return Upper(bin);
            }
        }

        return Upper(Bins - 1);
    }

    private static int Bin(double change) =>
        change < 5 ? 0 : Math.Min(Bins - 1, 1 + (int)(Math.Log(change / 5) / Math.Log(1.5)));

    private static double Upper(int bin) => 5 * Math.Pow(1.5, bin);
}
