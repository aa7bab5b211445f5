using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Tests.Numerics;

/// <summary>Agreement with the oracle vectors, within the limits their README names.</summary>
public sealed class OracleTests
{
    private const double ScoreLimit = 2e-3;          // of the input's standard deviation
    private const double PValueLimit = 5e-3;
    private const double LogMartingaleLimit = 0.2;
    private const double ForecastLimit = 3e-3;       // of the input's standard deviation, over the whole horizon
    private const double BandLimit = 0.05;           // of the width; the oracle's estimate of the noise is not defined
    private const double CoefficientLimit = 5e-3;    // small components of s06 differ by the oracle's single precision

    /// <summary>s04 is a constant: all but its alerts and its prediction before the spike are rounding.</summary>
    private const string Degenerate = "s04-constant";

    public static TheoryData<string> All =>
    [
        "s01-sine24-spikes", "s02-water-weekly-stop", "s03-step-up", Degenerate, "s05-missing", "s06-trend-season",
    ];

    public static TheoryData<string> Regular =>
    [
        "s01-sine24-spikes", "s02-water-weekly-stop", "s03-step-up", "s05-missing", "s06-trend-season",
    ];

    /// <summary>Series whose forecaster chose its rank by the exact rule; the other rules estimate noise another way there.</summary>
    public static TheoryData<string> Exact => ["s01-sine24-spikes", "s02-water-weekly-stop", "s05-missing"];

    [Theory]
    [MemberData(nameof(Regular))]
    public void Train_OracleSeries_FindsTheSameRankAndModel(string name)
    {
        var oracle = OracleSeries.Load(name);

        var model = Train(oracle).Model;

        Assert.Equal(oracle.Model.Rank, model.Rank);
        for (var i = 0; i < model.Rank; i++)
        {
            // The oracle sums in single precision: its small eigenvalues carry the rounding of the first.
            var limit = (1e-4 * model.Eigenvalues[i]) + (1e-7 * model.Eigenvalues[0]);
            Assert.Equal(oracle.Model.Eigenvalues[i], model.Eigenvalues[i], limit);
        }

        for (var i = 0; i < oracle.Window - 1; i++)
        {
            Assert.Equal(oracle.Model.AutoRegressive[i], model.Coefficients[i], CoefficientLimit);
        }
    }

    [Fact]
    public void Train_Constant_ExpectsTheConstant()
    {
        var oracle = OracleSeries.Load(Degenerate);
        var state = Train(oracle);

        foreach (var value in oracle.Streamed.Take(300 - oracle.TrainSize))
        {
            Assert.Equal(oracle.Model.FirstPrediction, state.Next, 1e-5);
            state.Take(value!.Value);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SpikeDetector_OracleSeries_RaisesTheSameAlerts(string name)
    {
        var oracle = OracleSeries.Load(name);
        var options = new SpikeOptions(oracle.Spike.History, oracle.Spike.Confidence, Enum.Parse<TailSide>(oracle.Spike.Side));
        var detector = new SsaSpikeDetector(Train(oracle), options);
        var verdicts = oracle.Streamed.Select(value => value is { } present ? detector.Take(present) : (SpikeVerdict?)null).ToArray();

        Assert.Equal(oracle.Spike.Alerts, AlertsAt(oracle, [.. verdicts.Select(verdict => verdict?.Alert)]));
        if (name != Degenerate)
        {
            Near(oracle.Score, verdicts.Select(verdict => verdict?.Score), ScoreLimit * oracle.Deviation);
            Near(oracle.Spike.PValue, verdicts.Select(verdict => verdict?.PValue), PValueLimit);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ChangePointDetector_OracleSeries_RaisesTheSameAlerts(string name)
    {
        var oracle = OracleSeries.Load(name);
        var options = new MartingaleOptions(oracle.ChangePoint.History, oracle.ChangePoint.Confidence)
        {
            Bet = Enum.Parse<MartingaleBet>(oracle.ChangePoint.Bet),
            Epsilon = oracle.ChangePoint.Epsilon,
        };
        var detector = new SsaChangePointDetector(Train(oracle), options);
        var verdicts = oracle.Streamed.Select(value => value is { } present ? detector.Take(present) : (SsaChangePointVerdict?)null).ToArray();

        Assert.Equal(Math.Log(oracle.ChangePoint.Threshold), new MartingaleChangePoint(options).LogLevel, 1e-6);
        Assert.Equal(oracle.ChangePoint.Alerts, AlertsAt(oracle, [.. verdicts.Select(verdict => verdict?.Alert)]));
        if (name != Degenerate)
        {
            Near(oracle.ChangePoint.PValue, verdicts.Select(verdict => verdict?.PValue), PValueLimit);
            Near(oracle.ChangePoint.LogMartingale, verdicts.Select(verdict => verdict?.LogMartingale), LogMartingaleLimit);
        }
    }

    [Theory]
    [MemberData(nameof(Regular))]
    public void Forecast_OracleSeries_FollowsTheSamePath(string name)
    {
        var oracle = OracleSeries.Load(name);
        var state = TrainForecaster(oracle);
        var observed = 0;
        var streamed = oracle.Streamed.ToArray();

        Assert.Equal(oracle.Forecast.Rank, state.Model.Rank);
        foreach (var run in oracle.Forecast.After)
        {
            for (; observed < run.Observed; observed++)
            {
                if (streamed[observed] is { } value)
                {
                    state.Take(value);
                }
            }

            var points = new double[run.Point.Length];
            state.Forecast(points);

            Near([.. run.Point], points.Select(point => (double?)point), ForecastLimit * oracle.Deviation);
        }
    }

    [Theory]
    [MemberData(nameof(Exact))]
    public void Forecast_OracleSeries_HasBandsOfTheSameWidth(string name)
    {
        var oracle = OracleSeries.Load(name);
        var expected = oracle.Forecast.After[0];

        var bands = TrainForecaster(oracle).Forecast(expected.Point.Length, z: 1.959964);

        for (var step = 0; step < bands.Length; step++)
        {
            Assert.Equal(1, (bands[step].Upper - bands[step].Lower) / (expected.Upper[step] - expected.Lower[step]), BandLimit);
            Assert.Equal(bands[step].Point, (bands[step].Upper + bands[step].Lower) / 2, 1e-9);
        }
    }

    private static SsaState TrainForecaster(OracleSeries oracle)
    {
        var forecast = oracle.Forecast;
        var rule = forecast.RankRule switch
        {
            "Exact" => SsaRank.Exact(forecast.MaxRank),
            "Fast" => SsaRank.Fast(forecast.MaxRank),
            _ => SsaRank.Fixed(forecast.FixedRank!.Value),
        };
        return new SsaTrainer().Train(oracle.Training, new SsaOptions(oracle.Window, rule) { Gaps = GapRule.Remove, Start = SsaStart.LastWindow, Stabilise = true })!;
    }

    private static SsaState Train(OracleSeries oracle) => new SsaTrainer().Train(
        oracle.Training,
        new SsaOptions(oracle.Window, SsaRank.Exact(oracle.Model.MaxRank)) { Gaps = GapRule.Remove, Start = SsaStart.LastWindow })!;

    private static int[] AlertsAt(OracleSeries oracle, bool?[] alerts) =>
        [.. Enumerable.Range(0, alerts.Length).Where(i => alerts[i] == true).Select(i => oracle.TrainSize + i)];

    private static void Near(double?[] expected, IEnumerable<double?> actual, double limit)
    {
        var index = 0;
        var worst = 0.0;
        foreach (var value in actual)
        {
            Assert.Equal(expected[index] is null, value is null);
            worst = Math.Max(worst, Math.Abs((expected[index] - value) ?? 0));
            index++;
        }

        Assert.Equal(expected.Length, index);
        Assert.True(worst <= limit, $"worst difference {worst:g3}, limit {limit:g3}");
    }
}
