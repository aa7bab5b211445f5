using CommunityConsole.Core.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Numerics;

public sealed class SsaTrainerTests
{
    private readonly SsaTrainer _trainer = new();

    [Fact]
    public void Train_AnySeries_FindsOrthonormalEigenvectorsOfTheLagCovariance() =>
        Prop.ForAll<int>(seed =>
        {
            var series = SsaSamples.Days(seed, 120, noise: 5);

            var model = _trainer.Train(series, new SsaOptions(10, SsaRank.Fixed(9)))!.Model;

            for (var a = 0; a < model.Rank; a++)
            {
                for (var b = 0; b < model.Rank; b++)
                {
                    Assert.Equal(a == b ? 1 : 0, Dot(model.Basis(a), model.Basis(b)), 1e-9);
                }

                var image = LagCovarianceTimes(series, model.Basis(a));
                for (var i = 0; i < image.Length; i++)
                {
                    Assert.Equal(model.Eigenvalues[a] * model.Basis(a)[i], image[i], 1e-6);
                }
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Train_EnergyShare_TakesTheFewestComponentsThatReachIt()
    {
        var series = SsaSamples.Days(seed: 1, 480, noise: 4);
        var eigenvalues = _trainer.Train(series, new SsaOptions(24, SsaRank.Fixed(23)))!.Model.Eigenvalues.ToArray();

        var all = AllEnergy(series, 24);

        foreach (var share in new[] { 0.5, 0.9, 0.95, 0.97, 0.99 })
        {
            var rank = _trainer.Train(series, new SsaOptions(24, SsaRank.EnergyShare(share, maxRank: 12)))!.Model.Rank;
            Assert.True(rank == 12 || eigenvalues.Take(rank).Sum() >= share * all);
            Assert.True(rank == 1 || eigenvalues.Take(rank - 1).Sum() < share * all);
        }
    }

    [Fact]
    public void Train_AfterAnotherSeries_ForgetsIt()
    {
        var options = new SsaOptions(24, SsaRank.EnergyShare(0.97, 8));
        var small = SsaSamples.Days(seed: 2, 100, noise: 2);
        small[40] = double.NaN;
        var expected = new SsaTrainer().Train(small, options)!;

        var large = SsaSamples.TwoSines(seed: 3, 900);
        large.AsSpan(60, 20).Fill(double.NaN);
        _trainer.Train(large, new SsaOptions(60, SsaRank.Fixed(20)));
        var actual = _trainer.Train(small, options)!;

        Assert.Equal(expected.Next, actual.Next);
        Assert.Equal(expected.Model.Coefficients, actual.Model.Coefficients);
        Assert.Equal(expected.Model.NoiseVariance, actual.Model.NoiseVariance);
    }

    [Fact]
    public void Train_FewerThanTwoWindowsPresent_GivesNothing()
    {
        var series = SsaSamples.Days(seed: 4, 60, noise: 1);
        var options = new SsaOptions(24, SsaRank.Fixed(3));
        Assert.NotNull(_trainer.Train(series.AsSpan(0, 48), options));

        Assert.Null(_trainer.Train(series.AsSpan(0, 47), options));
        series.AsSpan(10, 20).Fill(double.NaN);
        Assert.Null(_trainer.Train(series, options));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_NothingButZeros_ExpectsZero(bool lastIsOne)
    {
        // With a single value at the very end the only component is free of the past: there is nothing to go on.
        var series = new double[100];
        series[^1] = lastIsOne ? 1 : 0;

        var state = _trainer.Train(series, new SsaOptions(24, SsaRank.EnergyShare(0.9, 6)) { Stabilise = true })!;
        state.Take(3);

        Assert.Equal(0, state.Model.Rank);
        Assert.Equal(0, state.Next);
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Train_InfiniteValue_Refuses(double bad)
    {
        var series = SsaSamples.Days(seed: 5, 100, noise: 1);
        series[7] = bad;

        Assert.Throws<ArgumentException>(() => _trainer.Train(series, new SsaOptions(24, SsaRank.Fixed(3))));
    }

    [Fact]
    public void Train_GapsKeepPhase_RebuildsWhatWasMissing()
    {
        var series = SsaSamples.TwoSines(seed: 6, 336 + 24);
        var training = series[..336];
        foreach (var (from, length) in new[] { (0, 5), (60, 7), (150, 3), (331, 5) })
        {
            training.AsSpan(from, length).Fill(double.NaN);
        }

        var kept = Worst(_trainer.Train(training, new SsaOptions(48, SsaRank.Fixed(5)))!, series[336..]);
        var removed = Worst(_trainer.Train(training, new SsaOptions(48, SsaRank.Fixed(5)) { Gaps = GapRule.Remove })!, series[336..]);

        Assert.InRange(kept, 0, 0.5);      // the sines reach 5 from the mean
        Assert.InRange(removed, 2, 20);    // values slid forward: out of step
    }

    [Fact]
    public void Rank_BelowOne_Refuses()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SsaRank.Fixed(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SsaRank.EnergyShare(1.1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => _trainer.Train(new double[9], new SsaOptions(1, SsaRank.Fixed(1))));
    }

    private static double Worst(SsaState state, double[] actual)
    {
        var points = new double[actual.Length];
        state.Forecast(points);
        return points.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
    }

    private static double AllEnergy(double[] series, int window)
    {
        var sum = 0.0;
        for (var column = 0; column + window <= series.Length; column++)
        {
            sum += Dot(series.AsSpan(column, window), series.AsSpan(column, window));
        }

        return sum;
    }

    private static double[] LagCovarianceTimes(double[] series, ReadOnlySpan<double> vector)
    {
        var image = new double[vector.Length];
        for (var column = 0; column + vector.Length <= series.Length; column++)
        {
            var lagged = series.AsSpan(column, vector.Length);
            var length = Dot(lagged, vector);
            for (var i = 0; i < image.Length; i++)
            {
                image[i] += length * lagged[i];
            }
        }

        return image;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
