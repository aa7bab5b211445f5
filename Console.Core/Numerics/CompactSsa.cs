using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// A state with its model in single precision: 4 (r L + 3 L - 2) bytes, where the two in double precision take more than
/// twice that. Sums are made in double precision. Not thread-safe.
/// </summary>
/// <remarks>
/// Numbers are rounded to one part in 17 million after training and after each value; a value's effect leaves the state
/// after 2 L values, and each training starts anew, so errors do not add up. Restoring loses nothing: what is kept is what is saved.
/// </remarks>
public sealed class CompactSsa
{
    private const byte FormatVersion = 1;
    private readonly int _window;
    private readonly int _rank;
    private readonly float[] _numbers;    // noise, basis, coefficients, then the state: signal, raw values

    /// <summary>Takes a state and its model over.</summary>
    public CompactSsa(SsaState state)
        : this((state ?? throw new ArgumentNullException(nameof(state))).Model.Window, state.Model.Rank)
    {
        _numbers[0] = (float)state.Model.NoiseVariance;
        var rest = _numbers.AsSpan(1);
        Round(state.Model.BasisVectors, ref rest);
        Round(state.Model.Coefficients, ref rest);
        Round(state.Signal, ref rest);
        Round(state.Raw, ref rest);
        Expect();
    }

    private CompactSsa(int window, int rank)
    {
        (_window, _rank) = (window, rank);
        _numbers = new float[1 + (rank * window) + (3 * (window - 1))];
    }

    /// <summary>Variance of the training values around the rebuilt signal.</summary>
    public double NoiseVariance => _numbers[0];

    /// <summary>The value expected next.</summary>
    public double Next { get; private set; }

    private int StateAt => _numbers.Length - (2 * (_window - 1));

    /// <summary>Takes in the value that came and returns how far it was from <see cref="Next"/> (value - expectation).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not finite; nothing is taken in.</exception>
    public double Take(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "Only finite values can be taken in.");
        }

        var error = value - Next;
        var wide = _numbers.Length <= 1024 ? stackalloc double[_numbers.Length] : new double[_numbers.Length];
        VectorMath.Widen(_numbers, wide);
        var basis = wide.Slice(1, _rank * _window);
        var state = wide[StateAt..];
        SsaStep.Take(basis, state[..(_window - 1)], state[(_window - 1)..], value);
        var kept = _numbers.AsSpan(StateAt);
        Round(state, ref kept);
        Expect();
        return error;
    }

    /// <summary>Lets one missing value pass: the expectation stands in for it, so the rhythm keeps its place.</summary>
    public void Skip() => Take(Next);

    /// <summary>Writes it as it is kept.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new StateWriter(output);
        writer.WriteByte(FormatVersion);
        writer.WriteCount(_window);
        writer.WriteCount(_rank);
        writer.WriteSingles(_numbers);
    }

    /// <summary>Reads it back.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a state this version can read.</exception>
    public static CompactSsa Read(ref StateReader reader)
    {
        reader.ReadVersion(FormatVersion, nameof(CompactSsa));
        var window = reader.ReadCount(2, SsaModel.LargestWindow);
        var rank = reader.ReadCount(0, window - 1);
        if (reader.Remaining < 4L * rank * window)
        {
            throw new InvalidDataException("The saved state ends too early.");   // before the array is made
        }

        var kept = new CompactSsa(window, rank);
        reader.ReadSingles(kept._numbers);
        kept.Expect();
        return kept;
    }

    // From the numbers as they are kept, so that a restored state expects the same.
    private void Expect()
    {
        var count = 2 * (_window - 1);
        var wide = count <= 512 ? stackalloc double[count] : new double[count];
        VectorMath.Widen(_numbers.AsSpan(StateAt - (_window - 1), count), wide);
        Next = VectorMath.Dot(wide[..(_window - 1)], wide[(_window - 1)..]);
    }

    private static void Round(scoped ReadOnlySpan<double> from, ref Span<float> to)
    {
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = (float)from[i];
        }

        to = to[from.Length..];
    }
}
