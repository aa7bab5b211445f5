namespace CommunityConsole.Core.Anomalies;

/// <summary>The last 28 days of one quantity by the hour; not-a-number where no reading covered the hour.</summary>
/// <remarks>Half precision: three digits are more than a household meter's step is worth.</remarks>
internal sealed class HourSeries
{
    /// <summary>28 days.</summary>
    public const int Length = 672;

    // Rows of several devices of a home may lag behind each other by this much and still fall into their hours.
    private const int Open = 64;

    private readonly Half[] _closed = new Half[Length];
    private double[] _open = [];     // from the hour after the newest closed one on, as far as anything came
    private long _through = long.MinValue;

    /// <summary>Index (hours since the epoch) of the newest closed hour.</summary>
    public long Through => _through;

    public bool Started => _through != long.MinValue;

    /// <summary>Spreads an amount over the hours it was used in.</summary>
    public void Add(long from, long to, double amount)
    {
        if (!Started)
        {
            _through = (from / EstateClock.Hour) - 1;
            Array.Fill(_closed, Half.NaN);
        }

        var last = (to - 1) / EstateClock.Hour;
        if (last > _through + Open)
        {
            Skip(last - 2);
        }

        var first = Math.Max(from / EstateClock.Hour, _through + 1);
        for (var hour = first; hour <= last; hour++)
        {
            var share = to - from > Row.Longest
                ? double.NaN
                : amount * (Math.Min(to, (hour + 1) * EstateClock.Hour) - Math.Max(from, hour * EstateClock.Hour)) / (to - from);
            OpenAt(hour) += share;
        }
    }

    /// <summary>Closes the next hour if it ended by <paramref name="covered"/>.</summary>
    public bool TryClose(long covered, out long hour, out double value)
    {
        hour = _through + 1;
        value = 0;
        if (!Started || (hour + 1) * EstateClock.Hour > covered)
        {
            return false;
        }

        if (_open.Length > 0)
        {
            value = _open[0];
            _open.AsSpan(1).CopyTo(_open);
            _open[^1] = 0;
        }

        _through = hour;
        _closed[hour % Length] = (Half)value;
        value = (double)_closed[hour % Length];
        return true;
    }

    // After a standstill the hours between are unknown and nobody is told of them.
    private void Skip(long through)
    {
        for (var hour = Math.Max(_through + 1, through - Length + 1); hour <= through; hour++)
        {
            _closed[hour % Length] = Half.NaN;
        }

        _open = [];
        _through = through;
    }

    private ref double OpenAt(long hour)
    {
        var place = (int)(hour - _through - 1);
        if (place >= _open.Length)
        {
            Array.Resize(ref _open, place + 1);
        }

        return ref _open[place];
    }

    /// <summary>The value of a closed hour; not-a-number outside the last 28 days.</summary>
    public double At(long hour) =>
        Started && hour <= _through && hour > _through - Length ? (double)_closed[hour % Length] : double.NaN;

    /// <summary>All closed hours, oldest first.</summary>
    public void CopyTo(Span<double> series)
    {
        for (var i = 0; i < Length; i++)
        {
            series[i] = At(_through - Length + 1 + i);
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _through);
        if (Started)
        {
            pass.Halves(_closed);
            var open = _open.Length;
            pass.Count(ref open, 0, Open);
            if (pass.Reading)
            {
                _open = new double[open];
            }

            pass.Numbers(_open);
        }
    }
}
