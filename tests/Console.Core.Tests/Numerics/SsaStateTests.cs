using System.Text.Json;
using CommunityConsole.Core.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Numerics;

public sealed class SsaStateTests
{
    [Fact]
    public void Forecast_PureSines_ContinuesThem() =>
        Prop.ForAll<int>(seed =>
        {
            var series = SsaSamples.TwoSines(seed, 300 + 48);
            var state = new SsaTrainer().Train(series.AsSpan(0, 300), new SsaOptions(60, SsaRank.Fixed(5)))!;
            var points = new double[48];

            state.Forecast(points);

            Assert.All(points.Zip(series[300..]), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
            Assert.InRange(state.Model.NoiseVariance, 0, 1e-12);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Forecast_RealCounts_EqualsTheTextbookFormula()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Numerics", "Oracle", "textbook-forecasts.json"));
        var reference = JsonSerializer.Deserialize<TextbookForecasts>(file, JsonSerializerOptions.Web)!;
        foreach (var run in reference.Runs)
        {
            var counts = reference.Counts[^run.Last..];
            var mean = counts.Average();
            var state = new SsaTrainer().Train([.. counts.Select(count => count - mean)], new SsaOptions(run.Window, SsaRank.Fixed(run.Rank)))!;
            var points = new double[run.Forecast.Length];

            state.Forecast(points);

            for (var i = 0; i < points.Length; i++)
            {
                Assert.Equal(1, (points[i] + mean) / run.Forecast[i], 1e-6);
            }
        }
    }

    [Fact]
    public void Take_AnyValues_EqualsRebuildingAllWindowsSeen() =>
        Prop.ForAll<int, byte>((seed, more) =>
        {
            const int window = 12;
            var series = SsaSamples.Days(seed, 120 + more, noise: 6);
            var state = new SsaTrainer().Train(series.AsSpan(0, 120), new SsaOptions(window, SsaRank.Fixed(4)))!;

            foreach (var value in series.AsSpan(120))
            {
                state.Take(value);
            }

            var rebuilt = Rebuild(series, state.Model);
            var next = 0.0;
            for (var i = 0; i < window - 1; i++)
            {
                next += state.Model.Coefficients[i] * rebuilt[rebuilt.Length - window + 1 + i];
            }

            Assert.Equal(next, state.Next, 1e-9);
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Take_NotFinite_RefusesAndStaysAsItWas()
    {
        var state = Trained();
        var before = state.Next;

        foreach (var bad in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => state.Take(bad));
        }

        Assert.Equal(before, state.Next);
        Assert.Equal(1, state.Take(before + 1), 1e-12);
    }

    [Fact]
    public void Skip_GapInPureSines_KeepsThePhase()
    {
        var series = SsaSamples.TwoSines(seed: 8, 400);
        var state = new SsaTrainer().Train(series.AsSpan(0, 300), new SsaOptions(60, SsaRank.Fixed(5)))!;

        for (var i = 300; i < 400; i++)
        {
            Assert.Equal(series[i], state.Next, 1e-6);
            if (i is >= 320 and < 350)
            {
                state.Skip();
            }
            else
            {
                state.Take(series[i]);
            }
        }
    }

    [Fact]
    public void Forecast_WithBand_HoldsAboutTheShareItPromises()
    {
        var series = SsaSamples.Days(seed: 9, 672 + 400, noise: 3);
        var state = new SsaTrainer().Train(series.AsSpan(0, 672), new SsaOptions(24, SsaRank.Fixed(3)))!;
        var inside = 0;
        foreach (var value in series.AsSpan(672))
        {
            var band = state.Forecast(1, z: 1.96)[0];
            Assert.Equal(state.Next, band.Point, 1e-9);
            inside += value >= band.Lower && value <= band.Upper ? 1 : 0;
            state.Take(value);
        }

        Assert.InRange(inside / 400.0, 0.90, 0.995);
    }

    [Fact]
    public void Deviations_FurtherAhead_NeverShrink()
    {
        var deviations = new double[48];
        Trained().Model.Deviations(deviations);

        Assert.True(deviations[0] > 0);
        Assert.All(deviations.Zip(deviations.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
    }

    private static SsaState Trained() =>
        new SsaTrainer().Train(SsaSamples.Days(seed: 7, 400, noise: 2), new SsaOptions(24, SsaRank.Fixed(3)))!;

    /// <summary>Diagonal averages of the projections of all windows, as the definition says.</summary>
    private static double[] Rebuild(double[] series, SsaModel model)
    {
        var sums = new double[series.Length];
        var counts = new int[series.Length];
        for (var column = 0; column + model.Window <= series.Length; column++)
        {
            for (var component = 0; component < model.Rank; component++)
            {
                var direction = model.Basis(component);
                var length = 0.0;
                for (var i = 0; i < model.Window; i++)
                {
                    length += direction[i] * series[column + i];
                }

                for (var i = 0; i < model.Window; i++)
                {
                    sums[column + i] += length * direction[i];
                }
            }

            for (var i = 0; i < model.Window; i++)
            {
                counts[column + i]++;
            }
        }

        return [.. sums.Zip(counts, (sum, count) => sum / count)];
    }

    private sealed record TextbookForecasts(double[] Counts, TextbookRun[] Runs);

    private sealed record TextbookRun(int Window, int Rank, int Last, double[] Forecast);
}
