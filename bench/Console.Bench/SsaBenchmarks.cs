using BenchmarkDotNet.Attributes;
using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Bench;

/// <summary>One training on 28 days of hourly values, and one value taken in, as the watch of a home does them.</summary>
[MemoryDiagnoser]
public class SsaBenchmarks
{
    private const int Hours = 28 * 24;
    private readonly SsaTrainer _trainer = new();
    private readonly double[] _series = MadeUpWater();
    private readonly double[] _coming = new double[6];
    private SsaOptions _options = new(24, SsaRank.Fixed(6));
    private SsaState? _state;
    private SlidingPValue _scores = new(168);
    private int _hour;

    /// <summary>Window length, hours.</summary>
    [Params(24, 48)]
    public int Window { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _options = new SsaOptions(Window, SsaRank.Fixed(6));
        _state = _trainer.Train(_series, _options);
        _scores = new SlidingPValue(168);
        foreach (var value in _series)
        {
            _scores.Take(_state!.Take(value));
        }
    }

    [Benchmark]
    public double Train() => _trainer.Train(_series, _options)!.Next;

    [Benchmark]
    public double Take() => _state!.Take(_series[_hour = (_hour + 1) % Hours]);

    [Benchmark]
    public double TakeAndJudge() => _scores.Take(_state!.Take(_series[_hour = (_hour + 1) % Hours])).Above;

    [Benchmark]
    public double ForecastSixHours()
    {
        _state!.Forecast(_coming);
        return _coming[^1];
    }

    private static double[] MadeUpWater()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Hours).Select(hour =>
            hour % 24 is >= 7 and < 22 && random.NextDouble() < 0.5 ? Math.Round(20 * random.NextDouble()) : 0)];
    }
}
