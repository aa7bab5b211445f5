using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Anomalies;

/// <summary>The SSA expectation of one quantity by the hour, how unusual each hour is, and what screens draw of it.</summary>
/// <remarks>Window 24 hours, 28 days of training, seven components (the mean and three harmonics of the day), retrained daily.</remarks>
internal sealed class UseForecast
{
    /// <summary>Hours kept for screens.</summary>
    public const int Shown = 96;

    [ThreadStatic]
    private static SsaTrainer? _trainer;

    private static readonly SsaOptions Options = new(24, SsaRank.Fixed(7));

    private readonly Half[] _expected = new Half[Shown];
    private readonly RecentScores _scores = new();
    private CompactSsa? _rhythm;
    private bool _lost;    // the rhythm lost its place; the next training finds it again
    private long _next = long.MinValue;

    /// <summary>Standard deviation of the training values around the rhythm.</summary>
    public double Scatter => _rhythm is null ? double.NaN : Math.Sqrt(_rhythm.NoiseVariance);

    /// <summary>What was expected of a closed hour; not-a-number where nothing was.</summary>
    public double Expected(long hour) => _next != long.MinValue && hour < _next && hour >= _next - Shown ? (double)_expected[hour % Shown] : double.NaN;

    /// <summary>Takes a closed hour in and returns how rare so much use is; 1 when it cannot be told, or when the excess is below <paramref name="much"/> and nobody would ask.</summary>
    public double Take(long hour, double value, double much)
    {
        if (_next != hour)
        {
            _lost = true;
            Array.Fill(_expected, Half.NaN);
        }

        _next = hour + 1;
        var rhythm = _lost ? null : _rhythm;
        _expected[hour % Shown] = rhythm is null ? Half.NaN : (Half)Math.Max(0, rhythm.Next);
        if (rhythm is null)
        {
            return 1;
        }

        if (double.IsNaN(value))
        {
            rhythm.Skip();
            return 1;
        }

        var score = rhythm.Take(value);
        var rare = score >= much ? _scores.Above(score) : 1;
        _scores.Learn(score);
        return rare;
    }

    /// <summary>Finds the rhythm anew from the last 28 days.</summary>
    public void Train(HourSeries series)
    {
        Span<double> values = stackalloc double[HourSeries.Length];
        series.CopyTo(values);
        var state = TryFill(values) ? (_trainer ??= new SsaTrainer()).Train(values, Options) : null;   // null when two of three hours are missing
        (_rhythm, _lost) = (state is null ? null : new CompactSsa(state), false);
    }

    // A missing hour takes the mean of the same hour of the other days. The trainer could rebuild it from the rhythm
    // itself, at four times the cost of a training, and meters that miss hours are many.
    private static bool TryFill(Span<double> hours)
    {
        var missing = 0;
        for (var ofDay = 0; ofDay < 24; ofDay++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = ofDay; i < hours.Length; i += 24)
            {
                if (double.IsNaN(hours[i]))
                {
                    missing++;
                }
                else
                {
                    sum += hours[i];
                    count++;
                }
            }

            for (var i = ofDay; i < hours.Length && count > 0; i += 24)
            {
                hours[i] = double.IsNaN(hours[i]) ? sum / count : hours[i];
            }
        }

        return missing < hours.Length * 2 / 3;
    }

    public void Pass(StatePass pass)
    {
        pass.Long(ref _next);
        pass.Halves(_expected);
        pass.Flag(ref _lost);
        pass.Part(ref _rhythm, static (rhythm, output) => rhythm.WriteTo(output), static (ref StateReader reader) => CompactSsa.Read(ref reader));
        _scores.Pass(pass);
    }
}
