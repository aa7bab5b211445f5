using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>Settings of a spike detector.</summary>
/// <param name="History">Scores H the p-value rests on; no alert before they are seen.</param>
/// <param name="Confidence">Percent; an alert needs p at most 1 - Confidence / 100.</param>
/// <param name="Side">Which deviations count.</param>
public sealed record SpikeOptions(int History, double Confidence, TailSide Side);

/// <summary>What a spike detector says about one value.</summary>
/// <param name="Alert">True for a spike.</param>
/// <param name="Score">Value minus expectation.</param>
/// <param name="PValue">How likely such a score is, on the side asked for.</param>
public readonly record struct SpikeVerdict(bool Alert, double Score, double PValue);

/// <summary>
/// The plain SSA spike detector: a value is a spike when its distance from the forecast is rare among the last H
/// distances. Not thread-safe.
/// </summary>
public sealed class SsaSpikeDetector
{
    private readonly SpikeOptions _options;
    private readonly SlidingPValue _history;

    /// <summary>Follows a trained state; the state belongs to the detector from here on.</summary>
    public SsaSpikeDetector(SsaState state, SpikeOptions options)
        : this(state, options, new SlidingPValue(options.History))
    {
    }

    private SsaSpikeDetector(SsaState state, SpikeOptions options, SlidingPValue history) =>
        (State, _options, _history) = (state, options, history);

    /// <summary>The series as followed so far.</summary>
    public SsaState State { get; }

    /// <summary>Judges a value, then takes it in. A missing value is told to <see cref="State"/> (or to nobody).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite; nothing is taken in.</exception>
    public SpikeVerdict Take(double value)
    {
        var score = State.Take(value);
        var p = _history.Take(score).On(_options.Side);
        return new SpikeVerdict(_history.Full && p <= 1 - (_options.Confidence / 100), score, p);
    }

    /// <summary>Writes everything but the model and the options.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        State.WriteTo(output);
        _history.WriteTo(output);
    }

    /// <summary>Reads a detector of this model and these options back.</summary>
    /// <exception cref="InvalidDataException">The bytes cannot be read.</exception>
    public static SsaSpikeDetector Read(SsaModel model, SpikeOptions options, ref StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(options);
        var state = SsaState.Read(model, ref reader);
        var history = SlidingPValue.Read(ref reader);
        return history.History == options.History
            ? new SsaSpikeDetector(state, options, history)
            : throw new InvalidDataException($"The saved history holds {history.History} scores, not {options.History}.");
    }
}
