namespace CommunityConsole.Core.Anomalies;

/// <summary>The rule in use: less than 10 litres in 12 hours.</summary>
internal sealed class FloorRule
{
    public const long Window = 12 * EstateClock.Hour;
    public const double Litres = 10;

    // Rows that follow each other faster are added up: the state stays small whatever the meter's rhythm.
    private const long Finest = 10 * EstateClock.Minute;

    private const int EnoughAmounts = 12;

    private readonly List<(long At, double Litres)> _rows = [];
    private long _start = long.MaxValue;
    private long _newest = long.MinValue;
    private long _step;
    private int _amounts;

    /// <summary>Water in the last 12 covered hours; null while they are not all covered.</summary>
    public double? Sum { get; private set; }

    /// <summary>Less than the floor. A meter that moves in steps of the floor or more cannot tell: it is not asked.</summary>
    public bool Dry => Sum < Litres && !(Step >= Litres);

    /// <summary>The step in which the water meters move, litres: what all amounts so far are multiples of. Null until enough were seen.</summary>
    public long? Step => _amounts >= EnoughAmounts ? _step : null;

    /// <summary>Takes in a row that covers the time between two instants.</summary>
    public void Take(long from, long to, double litres)
    {
        if (from > _newest)
        {
            _start = from;   // nothing covers what lies between
            _rows.Clear();
        }

        if (litres >= 1)
        {
            _step = CommonStep(_step, (long)litres);
            _amounts = Math.Min(_amounts + 1, EnoughAmounts);
        }

        if (litres > 0)
        {
            Add(to, litres);
        }

        var old = 0;
        while (old < _rows.Count && _rows[old].At <= to - Window)
        {
            old++;
        }

        if (old > 0)
        {
            _rows.RemoveRange(0, old);
        }

        _newest = to;
        Judge();
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _start);
        pass.Long(ref _newest);
        pass.Long(ref _step);
        pass.Count(ref _amounts, 0, EnoughAmounts);
        var count = _rows.Count;
        pass.Count(ref count, 0, 1000);
        for (var i = 0; i < count; i++)
        {
            var (at, litres) = pass.Reading ? default : _rows[i];
            pass.Long(ref at);
            pass.Number(ref litres);
            if (pass.Reading)
            {
                _rows.Add((at, litres));
            }
        }

        if (pass.Reading)
        {
            Judge();
        }
    }

    private void Add(long at, double litres)
    {
        if (_rows.Count > 1 && at - _rows[^2].At < Finest)
        {
            _rows[^1] = (at, _rows[^1].Litres + litres);
        }
        else
        {
            _rows.Add((at, litres));
        }
    }

    // Euclid's greatest common divisor.
    private static long CommonStep(long a, long b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }

    private void Judge()
    {
        var sum = 0.0;
        foreach (var row in _rows)
        {
            sum += row.Litres;
        }

        Sum = _newest != long.MinValue && _newest - _start >= Window ? sum : null;
    }
}
