namespace CommunityConsole.Core.Anomalies;

/// <summary>How much water runs in this home by itself: a dripping tap is not a person.</summary>
/// <remarks>
/// Kept: the smallest litres per hour seen in any stretch of about six hours, for each of the last 14 days. Their
/// median is the home's drip; a healthy home has 0. A row is a sign of life from 1 litre on above twice that drip.
/// </remarks>
internal sealed class DripLevel
{
    private const int Days = 14;
    private const double StretchHours = 6;

    private readonly double[] _smallest = new double[Days];
    private int _count;
    private int _next;
    private double _today = double.NaN;
    private double _litres;
    private double _hours;

    /// <summary>Litres per hour that run by themselves.</summary>
    public double LitresAnHour { get; private set; }

    /// <summary>The least litres in a row of this length that a person must have caused.</summary>
    public long Sign(double hours) => 1 + (long)Math.Ceiling(2 * LitresAnHour * hours);

    /// <summary>Takes a row in.</summary>
    public void Take(double litres, double hours)
    {
        _litres += litres;
        _hours += hours;
        if (_hours >= StretchHours)
        {
            var rate = _litres / _hours;
            _today = double.IsNaN(_today) ? rate : Math.Min(_today, rate);
            (_litres, _hours) = (0, 0);
        }
    }

    /// <summary>Closes a day and finds the drip anew.</summary>
    public void Learn()
    {
        if (double.IsNaN(_today))
        {
            return;
        }

        _smallest[_next] = _today;
        _next = (_next + 1) % Days;
        _count = Math.Min(Days, _count + 1);
        _today = double.NaN;
        Judge();
    }

    public void Pass(StatePass pass)
    {
        pass.Count(ref _count, 0, Days);
        pass.Count(ref _next, 0, Days - 1);
        pass.Numbers(_smallest.AsSpan(0, _count));
        pass.Number(ref _today);
        pass.Number(ref _litres);
        pass.Number(ref _hours);
        if (pass.Reading)
        {
            Judge();
        }
    }

    // A few days must agree, so that one night of a running tap does not deafen the watch.
    private void Judge()
    {
        Span<double> sorted = stackalloc double[Days];
        sorted = sorted[.._count];
        _smallest.AsSpan(0, _count).CopyTo(sorted);
        sorted.Sort();
        LitresAnHour = _count < 3 ? 0 : sorted[(_count - 1) / 2];
    }
}
