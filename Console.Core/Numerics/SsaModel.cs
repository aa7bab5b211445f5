using System.Buffers;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// What training found and streaming never changes: the signal's basis, its linear recurrence, and how far values
/// scatter around both. Immutable, so states may share it.
/// </summary>
/// <remarks>
/// With u_1..u_r the leading eigenvectors of X Xt (X[i,k] = x[i+k], L rows) and pi_j the last entry of u_j, the
/// signal obeys s[n] = a . (s[n-L+1] .. s[n-1]) with a = sum_j pi_j (u_j without its last entry) / (1 - sum_j pi_j^2)
/// (Golyandina, Nekrutkin, Zhigljavsky, "Analysis of Time Series Structure", 2001, section 2.1 and theorem 5.2).
/// </remarks>
public sealed class SsaModel
{
    internal const int LargestWindow = 4096;
    private const byte FormatVersion = 1;
    private readonly double[] _basis;
    private readonly double[] _coefficients;
    private readonly double[] _eigenvalues;

    internal SsaModel(int window, double[] basis, double[] coefficients, double[] eigenvalues, double noise, double recurrenceNoise)
    {
        Window = window;
        _basis = basis;
        _coefficients = coefficients;
        _eigenvalues = eigenvalues;
        NoiseVariance = noise;
        RecurrenceVariance = recurrenceNoise;
    }

    /// <summary>Window length L.</summary>
    public int Window { get; }

    /// <summary>Number of components taken as signal; 0 when the training values hold none (all zero), and the model expects zero.</summary>
    public int Rank => _eigenvalues.Length;

    /// <summary>The L-1 coefficients of the recurrence; the first belongs to the oldest value.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>Eigenvalues of X Xt of the signal's components, falling.</summary>
    public ReadOnlySpan<double> Eigenvalues => _eigenvalues;

    /// <summary>Variance of the training values around the rebuilt signal.</summary>
    public double NoiseVariance { get; }

    /// <summary>Variance of the rebuilt signal around its own recurrence.</summary>
    public double RecurrenceVariance { get; }

    /// <summary>Eigenvector number <paramref name="component"/> (from 0), L entries, length one.</summary>
    public ReadOnlySpan<double> Basis(int component) => _basis.AsSpan(component * Window, Window);

    /// <summary>All of them, one after the other.</summary>
    internal ReadOnlySpan<double> BasisVectors => _basis;

    /// <summary>
    /// Fills in the standard deviation of the forecast 1, 2, ... steps ahead:
    /// sd_h^2 = noise + recurrence noise * (psi_0^2 + .. + psi_(h-1)^2), psi the impulse response of the recurrence.
    /// </summary>
    public void Deviations(Span<double> into)
    {
        var response = new double[into.Length];
        var grown = 0.0;
        for (var step = 0; step < into.Length; step++)
        {
            response[step] = step == 0 ? 1 : 0;
            for (var lag = 1; lag <= Math.Min(step, Window - 1); lag++)
            {
                response[step] += _coefficients[Window - 1 - lag] * response[step - lag];
            }

            grown += response[step] * response[step];
            into[step] = Math.Sqrt(NoiseVariance + (RecurrenceVariance * grown));
        }
    }

    /// <summary>Writes the model, about 8 (r+1)(L+1) bytes.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        var writer = new StateWriter(output);
        writer.WriteByte(FormatVersion);
        writer.WriteCount(Window);
        writer.WriteCount(Rank);
        writer.WriteNumber(NoiseVariance);
        writer.WriteNumber(RecurrenceVariance);
        writer.WriteNumbers(_eigenvalues);
        writer.WriteNumbers(_coefficients);
        writer.WriteNumbers(_basis);
    }

    /// <summary>Reads a model back.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a model this version can read.</exception>
    public static SsaModel Read(ref StateReader reader)
    {
        reader.ReadVersion(FormatVersion, nameof(SsaModel));
        var window = reader.ReadCount(2, LargestWindow);
        var rank = reader.ReadCount(0, window - 1);
        var noise = reader.ReadNumber();
        var recurrenceNoise = reader.ReadNumber();
        if (reader.Remaining < 8L * (rank + window - 1 + (rank * window)))
        {
            throw new InvalidDataException("The saved state ends too early.");   // before the arrays are made
        }

        var eigenvalues = new double[rank];
        var coefficients = new double[window - 1];
        var basis = new double[rank * window];
        reader.ReadNumbers(eigenvalues);
        reader.ReadNumbers(coefficients);
        reader.ReadNumbers(basis);
        return new SsaModel(window, basis, coefficients, eigenvalues, noise, recurrenceNoise);
    }
}
