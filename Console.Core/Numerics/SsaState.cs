using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// One series followed by a model: knows what comes next and takes in what came. Not thread-safe; a few hundred
/// bytes beside the shared model.
/// </summary>
/// <remarks>How a value is taken in: <see cref="SsaStep"/>.</remarks>
public sealed class SsaState
{
    private const byte FormatVersion = 1;
    private readonly double[] _signal;
    private readonly double[] _raw;

    private SsaState(SsaModel model)
    {
        Model = model;
        _signal = new double[model.Window - 1];
        _raw = new double[model.Window - 1];
    }

    /// <summary>The model that is followed.</summary>
    public SsaModel Model { get; }

    /// <summary>The value expected next.</summary>
    public double Next { get; private set; }

    /// <summary>The L-1 newest values of the signal as last estimated.</summary>
    internal ReadOnlySpan<double> Signal => _signal;

    /// <summary>The last L-1 values as they came.</summary>
    internal ReadOnlySpan<double> Raw => _raw;

    /// <summary>A state whose signal estimate and raw values are the last L-1 entries of these.</summary>
    internal static SsaState After(SsaModel model, ReadOnlySpan<double> signal, ReadOnlySpan<double> raw)
    {
        var state = new SsaState(model);
        signal[^(model.Window - 1)..].CopyTo(state._signal);
        raw[^(model.Window - 1)..].CopyTo(state._raw);
        state.Expect();
        return state;
    }

    /// <summary>Takes in the value that came and returns how far it was from <see cref="Next"/> (value - expectation).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite; nothing is taken in.</exception>
    public double Take(double value)
    {
        if (!double.IsFinite(value))
        {
            // One such value would stay in the state for good.
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite values can be taken in.");
        }

        var error = value - Next;
        SsaStep.Take(Model.BasisVectors, _signal, _raw, value);
        Expect();
        return error;
    }

    /// <summary>Lets one missing value pass: the expectation stands in for it, so the rhythm keeps its place.</summary>
    public void Skip() => Take(Next);

    /// <summary>
    /// Fills in the next values, one step ahead first, by the recurrence fed with its own forecasts
    /// (recurrent forecasting, Golyandina et al. 2001, section 2.1).
    /// </summary>
    public void Forecast(Span<double> points)
    {
        var window = Model.Window;
        var path = new double[window - 1 + points.Length];
        _signal.CopyTo(path, 0);
        for (var step = 0; step < points.Length; step++)
        {
            path[window - 1 + step] = VectorMath.Dot(Model.Coefficients, path.AsSpan(step, window - 1));
        }

        path.AsSpan(window - 1).CopyTo(points);
    }

    /// <summary>The next <paramref name="horizon"/> values with bands point +- <paramref name="z"/> standard deviations (1.96 for 95 % if errors are normal).</summary>
    public ForecastBand[] Forecast(int horizon, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(horizon);
        var points = new double[horizon];
        var deviations = new double[horizon];
        Forecast(points);
        Model.Deviations(deviations);
        var bands = new ForecastBand[horizon];
        for (var step = 0; step < horizon; step++)
        {
            bands[step] = new ForecastBand(points[step], points[step] - (z * deviations[step]), points[step] + (z * deviations[step]));
        }

        return bands;
    }

    /// <summary>Writes the state without its model, 16 (L-1) + 1 bytes.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new StateWriter(output);
        writer.WriteByte(FormatVersion);
        writer.WriteNumbers(_signal);
        writer.WriteNumbers(_raw);
    }

    /// <summary>Reads back a state of <paramref name="model"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state this version can read.</exception>
    public static SsaState Read(SsaModel model, ref StateReader reader)
    {
        ArgumentNullException.ThrowIfNull(model);
        reader.ReadVersion(FormatVersion, nameof(SsaState));
        var state = new SsaState(model);
        reader.ReadNumbers(state._signal);
        reader.ReadNumbers(state._raw);
        state.Expect();
        return state;
    }

    private void Expect() => Next = VectorMath.Dot(Model.Coefficients, _signal);
}

/// <summary>One forecast value and the band it should fall into.</summary>
public readonly record struct ForecastBand(double Point, double Lower, double Upper);
