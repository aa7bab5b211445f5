using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// One series followed by a model: knows what comes next and takes in what came. Not thread-safe; a few hundred
/// bytes beside the shared model.
/// </summary>
/// <remarks>
/// The state s holds the L-1 newest values of the signal as last estimated. A value y is taken in by projecting the
/// vector of the last L-1 raw values and y on the basis (p), then sliding s by one and averaging it with p:
/// s_i = ((L-2-i) s_(i+1) + p_(i+1)) / (L-1-i) for i = 0..L-3, s_(L-2) = p_(L-1). So each entry is the mean of all
/// projections that saw it, as diagonal averaging would have it (Golyandina et al. 2001, sections 1.1 and 2.1).
/// </remarks>
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
        var window = Model.Window;
        var lagged = window <= 256 ? stackalloc double[2 * window] : new double[2 * window];
        var projected = lagged[window..];
        lagged = lagged[..window];
        _raw.CopyTo(lagged);
        lagged[^1] = value;
        lagged[1..].CopyTo(_raw);

        Model.Project(lagged, projected);
        for (var i = 0; i < window - 2; i++)
        {
            _signal[i] = (((window - 2 - i) * _signal[i + 1]) + projected[i + 1]) / (window - 1 - i);
        }

        _signal[^1] = projected[^1];
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
