namespace CommunityConsole.Iot.Simulation;

/// <summary>Repeatable chance: the same keys give the same throws on every machine and runtime.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014). A throw costs nanoseconds, so each home and day has dice of its own and
/// any day can be made without the days before it.</remarks>
internal struct Dice(long first, long second = 0, long third = 0)
{
    private ulong _state = Stir(Stir(Stir((ulong)first) ^ (ulong)second) ^ (ulong)third);

    /// <summary>Uniform in [0, 1).</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        return (Stir(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Uniform in [low, high).</summary>
    public double Between(double low, double high) => low + ((high - low) * Next());

    /// <summary>A whole number in [low, high].</summary>
    public int Whole(int low, int high) => low + (int)(Next() * (high - low + 1));

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Next() < probability;

    /// <summary>Normal, cut at two and a half deviations: people are late by hours, never by days.</summary>
    public double Around(double mean, double deviation)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Next())) * Math.Cos(2 * Math.PI * Next());
        return mean + (deviation * Math.Clamp(normal, -2.5, 2.5));
    }

    /// <summary>Poisson by multiplication; meant for small means.</summary>
    public int Count(double mean)
    {
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = Next(); product > limit; product *= Next())
        {
            count++;
        }

        return count;
    }

    /// <summary>One of the items.</summary>
    public T Of<T>(IReadOnlyList<T> items) => items[Whole(0, items.Count - 1)];

    private static ulong Stir(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
