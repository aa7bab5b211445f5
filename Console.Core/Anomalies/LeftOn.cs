namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Which load somebody may have left on: all that explain the readings since the last change by hand as a constant on top
/// of a level the home has by itself. When none is left, somebody switched something.
/// </summary>
/// <remarks>
/// A set of loads, a bit for each step of watts, negative ones included (what runs every night may be off). Each reading
/// allows the loads that make a level of the home's own out of it; the set keeps those that the readings before allowed
/// too, one step apart. So a fridge over a television that was left on is told from a person, and many small changes
/// count together.
/// </remarks>
/// <param name="coarseness">How many <see cref="FinestWatts"/> make a step: a power of two up to 8.</param>
internal sealed class LeftOn(int coarseness)
{
    /// <summary>Levels are counted in this step, watts.</summary>
    public const double FinestWatts = 4;

    /// <summary>Number of levels; the last holds everything above.</summary>
    public const int Levels = 512;

    // Of the quiet hours: somebody gets up at night now and then, a fridge starts every hour.
    private const double Rare = 0.02;
    private const int Enough = 40;

    private readonly int _steps = Levels / coarseness;

    // Bit steps - level for each level of the home's own, so that shifting it by a reading gives the loads.
    private readonly ulong[] _own = new ulong[2 * Levels / coarseness / 64];
    private readonly ulong[] _loads = new ulong[2 * Levels / coarseness / 64];
    private double _signs;
    private double _quiet;

    /// <summary>Share of the quiet hours' readings taken for a change by hand: how often it mistakes the home for a person. 1 until known.</summary>
    public double Mistaken => _quiet < Enough ? 1 : _signs / _quiet;

    /// <summary>The level of a power, by <see cref="FinestWatts"/>.</summary>
    public static int Level(double watts) => Math.Clamp((int)(watts / FinestWatts), 0, Levels - 1);

    /// <summary>Begins anew with a reading: nothing is known of before.</summary>
    public void Start(int level) => Allowed(level, _loads);

    /// <summary>Takes the next reading in; true when no load explains it any more.</summary>
    public bool Take(int level, bool quiet)
    {
        Span<ulong> now = stackalloc ulong[_loads.Length];
        Span<ulong> both = stackalloc ulong[_loads.Length];
        Allowed(level, now);
        var any = 0ul;
        for (var i = 0; i < both.Length; i++)
        {
            var near = _loads[i] | (_loads[i] << 1) | (_loads[i] >> 1);
            near |= i > 0 ? _loads[i - 1] >> 63 : 0;
            near |= i < both.Length - 1 ? _loads[i + 1] << 63 : 0;
            both[i] = now[i] & near;
            any |= both[i];
        }

        (any == 0 ? now : both).CopyTo(_loads);
        if (quiet)
        {
            _quiet++;
            _signs += any == 0 ? 1 : 0;
        }

        return any == 0;
    }

    /// <summary>Learns the home's own levels; once a day.</summary>
    /// <param name="levels">Readings of the quiet hours by <see cref="Level"/>.</param>
    /// <param name="kept">The share of its mistakes that stays.</param>
    /// <param name="last">The level of the newest reading: what is on now is not known any more.</param>
    public void Learn(ReadOnlySpan<float> levels, double kept, int? last)
    {
        (_signs, _quiet) = (_signs * kept, _quiet * kept);
        Span<float> steps = stackalloc float[_steps];
        steps.Clear();
        var all = 0f;
        for (var level = 0; level < Levels; level++)
        {
            steps[level / coarseness] += levels[level];
            all += levels[level];
        }

        Array.Clear(_own);
        for (var step = 0; step < _steps; step++)
        {
            // Levels scatter: the neighbours are the same level.
            var near = steps[step] + (step > 0 ? steps[step - 1] : 0) + (step < _steps - 1 ? steps[step + 1] : 0);
            if (near > Rare * all)
            {
                _own[(_steps - step) / 64] |= 1ul << ((_steps - step) % 64);
            }
        }

        if (last is { } level0)
        {
            Start(level0);
        }
    }

    public void Pass(StatePass pass)
    {
        pass.Bits(_own);
        pass.Bits(_loads);
        pass.Number(ref _signs);
        pass.Number(ref _quiet);
    }

    // A level is below the number of steps, so nothing is shifted out.
    private void Allowed(int level, Span<ulong> loads)
    {
        var (words, bits) = Math.DivRem(level / coarseness, 64);
        for (var i = 0; i < loads.Length; i++)
        {
            var low = i - words >= 0 ? _own[i - words] : 0;
            var carried = bits > 0 && i - words - 1 >= 0 ? _own[i - words - 1] >> (64 - bits) : 0;
            loads[i] = (low << bits) | carried;
        }
    }
}
