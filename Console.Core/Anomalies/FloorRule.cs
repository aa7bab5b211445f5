namespace CommunityConsole.Core.Anomalies;

/// <summary>The rule in use: less than 10 litres in 12 hours.</summary>
internal sealed class FloorRule
{
    public const long Window = 12 * EstateClock.Hour;
    public const double Litres = 10;

    // Rows that follow each other faster are added up: the state stays small whatever the meter's rhythm.
    private const long Finest = 10 * EstateClock.Minute;

    private readonly List<(long At, double Litres)> _rows = [];
    private long _start = long.MaxValue;

    /// <summary>Water in the last 12 covered hours; null while they are not all covered.</summary>
    public double? Sum { get; private set; }

    public bool Dry => Sum < Litres;

    /// <summary>Takes in a row that covers the time between two instants.</summary>
    public void Take(long from, long to, double litres)
    {
        _start = Math.Min(_start, from);
        if (_rows.Count > 1 && to - _rows[^2].At < Finest)
        {
            _rows[^1] = (to, _rows[^1].Litres + litres);
        }
        else
        {
            _rows.Add((to, litres));
        }

        var old = 0;
        while (old < _rows.Count && _rows[old].At <= to - Window)
        {
            old++;
        }

        _rows.RemoveRange(0, old);
        Judge(to);
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _start);
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

        if (pass.Reading && count > 0)
        {
            Judge(_rows[^1].At);
        }
    }

    private void Judge(long now)
    {
        var sum = 0.0;
        foreach (var row in _rows)
        {
            sum += row.Litres;
        }

        Sum = now - _start >= Window ? sum : null;
    }
}
