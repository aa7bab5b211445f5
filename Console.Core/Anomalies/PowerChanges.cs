namespace CommunityConsole.Core.Anomalies;

/// <summary>What a reading of power says of a person.</summary>
internal enum PowerMove
{
    /// <summary>The home makes it by itself.</summary>
    None,

    /// <summary>Something went off: by hand, or a machine has finished.</summary>
    Off,

    /// <summary>Something was switched on.</summary>
    On,
}

/// <summary>
/// Tells what a person switches from what the home does by itself (a fridge is not a person): learns which levels of
/// power come in the hours when nobody is up, and takes for a person what those and a load left on do not explain.
/// </summary>
/// <remarks>
/// <para>Levels alone would call a television that was left on a person, changes alone a lamp the fridge:
/// <see cref="LeftOn"/> looks at both. How finely levels can be told apart differs with the home's wiring and meter, so
/// four resolutions of 4 to 32 W run beside each other, and the finest is heard that in quiet hours mistakes the home
/// for a person hardly more often than the coarsest.</para>
/// <para>Levels are half forgotten after a fortnight. Until they are known only a change of 150 W counts.</para>
/// </remarks>
internal sealed class PowerChanges
{
    private const double UnknownWatts = 150;
    private const int Enough = 100;
    private const int EnoughQuiet = 40;

    // Mistakes in quiet hours that a finer resolution may make; somebody who gets up at night is among them.
    private const double Mistaken = 0.06;
    private const double MistakenTimes = 1.5;

    private static readonly double DayShare = Math.Pow(0.5, 1.0 / 14);

    private readonly QuietHours _quiet = new();
    private readonly Half[] _levels = new Half[LeftOn.Levels];    // of the quiet hours
    private readonly LeftOn[] _loads = [new(1), new(2), new(4), new(8)];
    private int _heard = 3;
    private int _seen;
    private bool _known;
    private double _last = double.NaN;

    /// <summary>Takes the mean or momentary power of a time in, watts.</summary>
    public PowerMove Take(double watts, int hourOfDay)
    {
        var change = watts - _last;
        _last = watts;
        var level = LeftOn.Level(watts);
        if (double.IsNaN(change))
        {
            foreach (var loads in _loads)
            {
                loads.Start(level);
            }

            return PowerMove.None;
        }

        _quiet.Take(change, hourOfDay);
        var quiet = _quiet.Hold(hourOfDay);
        if (quiet)
        {
            _levels[level] += Half.One;
        }

        _seen = Math.Min(_seen + 1, Enough);
        var person = !_known && Math.Abs(change) >= UnknownWatts;
        for (var i = 0; _known && i < _loads.Length; i++)
        {
            var unexplained = _loads[i].Take(level, quiet);
            person = i == _heard ? unexplained : person;
        }

        return !person ? PowerMove.None : change > 0 ? PowerMove.On : PowerMove.Off;
    }

    /// <summary>After a gap the next value is no change.</summary>
    public void Break() => _last = double.NaN;

    /// <summary>Finds the quiet hours and the home's own levels anew; once a day.</summary>
    public void Learn()
    {
        var quiet = 0.0;
        Span<float> levels = stackalloc float[LeftOn.Levels];
        for (var level = 0; level < LeftOn.Levels; level++)
        {
            if (_levels[level] != Half.Zero)    // few are ever used
            {
                _levels[level] = (Half)((double)_levels[level] * DayShare);
                quiet += (double)_levels[level];
            }

            levels[level] = (float)_levels[level];
        }

        if (_seen < Enough)
        {
            return;
        }

        _quiet.Learn(DayShare);
        if (quiet < EnoughQuiet)
        {
            return;
        }

        _known = true;
        foreach (var loads in _loads)
        {
            loads.Learn(levels, DayShare, double.IsNaN(_last) ? null : LeftOn.Level(_last));
        }

        var most = Math.Max(Mistaken, MistakenTimes * _loads[^1].Mistaken);
        _heard = _loads.Length - 1;
        while (_heard > 0 && _loads[_heard - 1].Mistaken <= most)
        {
            _heard--;
        }
    }

    public void Pass(StatePass pass)
    {
        _quiet.Pass(pass);
        pass.Sparse(_levels);
        foreach (var loads in _loads)
        {
            loads.Pass(pass);
        }

        pass.Count(ref _heard, 0, _loads.Length - 1);
        pass.Count(ref _seen, 0, Enough);
        pass.Flag(ref _known);
        pass.Number(ref _last);
    }
}
