namespace CommunityConsole.Core.Numerics;

/// <summary>How a state takes a value in.</summary>
/// <remarks>
/// The state s holds the L-1 newest values of the signal as last estimated. A value y is taken in by projecting the
/// vector of the last L-1 raw values and y on the basis (p), then sliding s by one and averaging it with p:
/// s_i = ((L-2-i) s_(i+1) + p_(i+1)) / (L-1-i) for i = 0..L-3, s_(L-2) = p_(L-1). So each entry is the mean of all
/// projections that saw it, as diagonal averaging would have it (Golyandina et al. 2001, sections 1.1 and 2.1).
/// </remarks>
internal static class SsaStep
{
    /// <param name="basis">The eigenvectors, L entries each, one after the other.</param>
    /// <param name="signal">The state: L-1 values.</param>
    /// <param name="raw">The last L-1 values as they came.</param>
    /// <param name="value">What came.</param>
    public static void Take(ReadOnlySpan<double> basis, Span<double> signal, Span<double> raw, double value)
    {
        var window = signal.Length + 1;
        var lagged = window <= 256 ? stackalloc double[2 * window] : new double[2 * window];
        var projected = lagged[window..];
        lagged = lagged[..window];
        raw.CopyTo(lagged);
        lagged[^1] = value;
        lagged[1..].CopyTo(raw);

        Project(basis, lagged, projected);
        for (var i = 0; i < window - 2; i++)
        {
            signal[i] = (((window - 2 - i) * signal[i + 1]) + projected[i + 1]) / (window - 1 - i);
        }

        signal[^1] = projected[^1];
    }

    /// <summary>Orthogonal projection of a lagged vector (L values) on the signal: sum_j (u_j . v) u_j.</summary>
    public static void Project(ReadOnlySpan<double> basis, ReadOnlySpan<double> vector, Span<double> into)
    {
        into.Clear();
        for (; basis.Length > 0; basis = basis[vector.Length..])
        {
            var direction = basis[..vector.Length];
            VectorMath.AddScaled(into, VectorMath.Dot(direction, vector), direction);
        }
    }
}
