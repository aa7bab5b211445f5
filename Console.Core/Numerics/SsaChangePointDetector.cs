using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>What a change-point detector says about one value.</summary>
/// <param name="Alert">True where the series stopped behaving as trained.</param>
/// <param name="Score">Value minus expectation.</param>
/// <param name="PValue">How likely such a score is, either side.</param>
/// <param name="LogMartingale">Natural logarithm of the martingale.</param>
public readonly record struct SsaChangePointVerdict(bool Alert, double Score, double PValue, double LogMartingale);

/// <summary>
/// The plain SSA change-point detector: two-sided p-values of the distances from the forecast, watched by a
/// martingale over the same number of values. Not thread-safe.
/// </summary>
public sealed class SsaChangePointDetector
{
    private readonly SlidingPValue _history;
    private readonly MartingaleChangePoint _martingale;

    /// <summary>Follows a trained state; the state belongs to the detector from here on.</summary>
    public SsaChangePointDetector(SsaState state, MartingaleOptions options)
        : this(state, new SlidingPValue(options.History), new MartingaleChangePoint(options))
    {
    }

    private SsaChangePointDetector(SsaState state, SlidingPValue history, MartingaleChangePoint martingale) =>
        (State, _history, _martingale) = (state, history, martingale);

    /// <summary>The series as followed so far.</summary>
    public SsaState State { get; }

    /// <summary>Judges a value, then takes it in. A missing value is told to <see cref="State"/> (or to nobody).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite; nothing is taken in.</exception>
    public SsaChangePointVerdict Take(double value)
    {
        var score = State.Take(value);
        var p = _history.Take(score).On(TailSide.TwoSided);
        var verdict = _martingale.Take(p);
        return new SsaChangePointVerdict(verdict.Alert, score, p, verdict.LogMartingale);
    }

    /// <summary>Writes everything but the model and the options.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        State.WriteTo(output);
        _history.WriteTo(output);
        _martingale.WriteTo(output);
    }

    /// <summary>Reads a detector of this model and these options back.</summary>
    /// <exception cref="InvalidDataException">The bytes cannot be read.</exception>
    public static SsaChangePointDetector Read(SsaModel model, MartingaleOptions options, ref StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(options);
        var state = SsaState.Read(model, ref reader);
        var history = SlidingPValue.Read(ref reader);
        return history.History == options.History
            ? new SsaChangePointDetector(state, history, MartingaleChangePoint.Read(options, ref reader))
            : throw new InvalidDataException($"The saved history holds {history.History} scores, not {options.History}.");
    }
}
