using System.Text.Json;

namespace CommunityConsole.Core.Tests.Numerics;

/// <summary>One vector of <c>Numerics/Oracle</c>: an input series and what the project's oracle returned for it.</summary>
public sealed record OracleSeries(
    string Description,
    int Window,
    int TrainSize,
    double?[] Input,
    OracleModel Model,
    double?[] Score,
    OracleSpike Spike,
    OracleChangePoint ChangePoint,
    OracleForecast Forecast)
{
    /// <summary>Training part, NaN where missing.</summary>
    public double[] Training => [.. Input.Take(TrainSize).Select(value => value ?? double.NaN)];

    /// <summary>What came after the training part, null where missing.</summary>
    public IEnumerable<double?> Streamed => Input.Skip(TrainSize);

    /// <summary>Standard deviation of the whole input, the unit of the tolerances.</summary>
    public double Deviation
    {
        get
        {
            var present = Input.OfType<double>().ToArray();
            var mean = present.Average();
            return Math.Sqrt(present.Average(value => (value - mean) * (value - mean)));
        }
    }

    public static OracleSeries Load(string name)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Numerics", "Oracle", name + ".json"));
        return JsonSerializer.Deserialize<OracleSeries>(file, JsonSerializerOptions.Web)!;
    }
}

public sealed record OracleModel(int MaxRank, int Rank, double FirstPrediction, double[] Eigenvalues, double[] AutoRegressive);

public sealed record OracleSpike(int History, double Confidence, string Side, int[] Alerts, double?[] PValue);

public sealed record OracleChangePoint(
    int History, double Confidence, string Bet, double Epsilon, double Threshold, int[] Alerts, double?[] PValue, double?[] LogMartingale);

public sealed record OracleForecast(
    string RankRule, int? FixedRank, int MaxRank, int Rank, double Confidence, double[] AutoRegressive, OracleForecastRun[] After);

public sealed record OracleForecastRun(int Observed, double[] Point, double[] Lower, double[] Upper);
