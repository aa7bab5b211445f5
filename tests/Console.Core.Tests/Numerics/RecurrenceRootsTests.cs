using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Tests.Numerics;

public sealed class RecurrenceRootsTests
{
    [Fact]
    public void Calm_SwellingRhythm_KeepsItsPeriodAndStopsSwelling()
    {
        double[] coefficients = [-1.05 * 1.05, 2 * 1.05 * Math.Cos(Math.PI / 12)];

        RecurrenceRoots.Calm(coefficients);

        Assert.Equal(-1, coefficients[0], 1e-9);
        Assert.Equal(2 * Math.Cos(Math.PI / 12), coefficients[1], 1e-9);
    }

    [Fact]
    public void Calm_GrowingTrendAndSwellingAlternation_HoldsTheRhythmToTheTrend()
    {
        // (z - 1.01)(z + 1.2) = z^2 + 0.19 z - 1.212
        double[] coefficients = [1.212, -0.19];

        RecurrenceRoots.Calm(coefficients);

        // (z - 1.01)(z + 1.01) = z^2 - 1.0201
        Assert.Equal(1.0201, coefficients[0], 1e-9);
        Assert.Equal(0, coefficients[1], 1e-9);
    }

    [Fact]
    public void Calm_NothingOutside_ChangesNothing()
    {
        double[] coefficients = [0.2, -0.3, 0.5];

        RecurrenceRoots.Calm(coefficients);

        Assert.Equal([0.2, -0.3, 0.5], coefficients);
    }
}
