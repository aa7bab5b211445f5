namespace CommunityConsole.Core.Tests.Numerics;

/// <summary>Made-up series.</summary>
internal static class SsaSamples
{
    /// <summary>A constant and two sines of random periods between 5 and 20, well apart: rank 5, continued exactly by any recurrence of it.</summary>
    public static double[] TwoSines(int seed, int count)
    {
        var random = new Random(seed);
        var first = 5 + (5 * random.NextDouble());
        var second = 13 + (7 * random.NextDouble());
        var (strength, phase) = (1 + random.NextDouble(), 6 * random.NextDouble());
        return [.. Enumerable.Range(0, count).Select(i =>
            10 + (3 * strength * Math.Sin(2 * Math.PI * i / first)) + (2 * Math.Cos((2 * Math.PI * i / second) + phase)))];
    }

    /// <summary>A day's rhythm in hours with noise.</summary>
    public static double[] Days(int seed, int count, double noise)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
            10 + (4 * Math.Sin(2 * Math.PI * i / 24)) + (noise * (random.NextDouble() + random.NextDouble() - 1)))];
    }
}
