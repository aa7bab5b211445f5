using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace CommunityConsole.Core.Numerics;

/// <summary>
/// One series taken apart: eigenvectors of X Xt with X[i,k] = x[i+k] (L rows, K = N-L+1 columns), and what follows
/// from the leading ones. Working arrays are kept from series to series.
/// </summary>
internal sealed class SsaDecomposition
{
    /// <summary>Components below this share of the first eigenvalue are rounding, not signal.</summary>
    private const double RoundingShare = 1e-12;

    /// <summary>Below this, 1 - sum of pi_j^2 is too close to 0 to divide by: the last value is free of the others.</summary>
    private const double LeastVerticality = 1e-9;

    private double[] _values = [];
    private double[] _rebuilt = [];
    private double[] _weights = [];
    private double[] _covariance = [];
    private double[] _vectors = [];
    private double[] _eigenvalues = [];

    /// <summary>Window length L.</summary>
    public int Window { get; private set; }

    /// <summary>Number of values N.</summary>
    public int Count { get; private set; }

    /// <summary>Number of lagged windows K.</summary>
    public int Columns => Count - Window + 1;

    /// <summary>The largest rank that is more than rounding and has a recurrence; 0 for a series of zeros.</summary>
    public int LargestRank { get; private set; }

    /// <summary>The values that were taken apart.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>All L eigenvalues, falling.</summary>
    public ReadOnlySpan<double> Eigenvalues => _eigenvalues.AsSpan(0, Window);

    /// <summary>Eigenvector number <paramref name="component"/>, by falling eigenvalue.</summary>
    public ReadOnlySpan<double> Vector(int component) => _vectors.AsSpan(component * Window, Window);

    /// <summary>Takes a series of at least 2 L finite values apart.</summary>
    public void Decompose(ReadOnlySpan<double> values, int window)
    {
        Window = window;
        Count = values.Length;
        Grow(ref _values, Count);
        Grow(ref _rebuilt, Count);
        Grow(ref _weights, Columns + (2 * (window - 1)));
        Grow(ref _eigenvalues, window);
        Grow(ref _vectors, window * window);
        values.CopyTo(_values);
        FindEigenvectors();
        LargestRank = FindLargestRank();
    }

    /// <summary>
    /// The recurrence's L-1 coefficients for a rank, oldest value first: sum_j pi_j (u_j without its last entry) /
    /// (1 - sum_j pi_j^2); zeros for rank 0.
    /// </summary>
    public void Coefficients(int rank, Span<double> into)
    {
        into.Clear();
        var last = 0.0;
        for (var component = 0; component < rank; component++)
        {
            var vector = Vector(component);
            last += vector[^1] * vector[^1];
            VectorMath.AddScaled(into, vector[^1], vector[..^1]);
        }

        foreach (ref var coefficient in into)
        {
            coefficient /= 1 - last;
        }
    }

    /// <summary>True when the rank's recurrence exists.</summary>
    public bool HasRecurrence(int rank)
    {
        var last = 0.0;
        for (var component = 0; component < rank; component++)
        {
            last += Vector(component)[^1] * Vector(component)[^1];
        }

        return 1 - last > LeastVerticality;
    }

    /// <summary>Rebuilds the series from the leading components by averaging anti-diagonals. Valid until the next call.</summary>
    public ReadOnlySpan<double> Rebuild(int rank)
    {
        var sums = _rebuilt.AsSpan(0, Count);
        sums.Clear();
        for (var component = 0; component < rank; component++)
        {
            AddComponent(component, sums);
        }

        AverageDiagonals(sums, sums);
        return sums;
    }

    /// <summary>Adds the anti-diagonal sums of u (ut X), one component's share of X, to <paramref name="sums"/> (N values).</summary>
    public void AddComponent(int component, Span<double> sums)
    {
        // The weights lie between zeros, so that each diagonal is one sum of L products, also where fewer windows meet.
        var vector = Vector(component);
        var padded = _weights.AsSpan(0, Columns + (2 * (Window - 1)));
        padded.Clear();
        VectorMath.AddSliding(padded.Slice(Window - 1, Columns), vector, Values);

        VectorMath.AddSlidingBack(sums[..Count], vector, padded);
    }

    /// <summary>Turns anti-diagonal sums into means; both may be the same span.</summary>
    public void AverageDiagonals(ReadOnlySpan<double> sums, Span<double> means)
    {
        for (var i = 0; i < Count; i++)
        {
            means[i] = sums[i] / Math.Min(Math.Min(i + 1, Count - i), Window);
        }
    }

    /// <summary>
    /// X Xt is built by its Hankel structure: the first row takes L dot products, and every further entry follows
    /// from its upper left neighbour, C[i+1,j+1] = C[i,j] - x[i] x[j] + x[i+K] x[j+K]: O(N L + L^2), not O(N L^2).
    /// </summary>
    private void FindEigenvectors()
    {
        if (_covariance.Length != Window * Window)
        {
            _covariance = new double[Window * Window];   // the matrix library takes the array as it is
        }

        var columns = Columns;
        for (var j = 0; j < Window; j++)
        {
            _covariance[j] = _covariance[j * Window] = VectorMath.Dot(Values[..columns], Values.Slice(j, columns));
        }

        for (var i = 0; i + 1 < Window; i++)
        {
            for (var j = i; j + 1 < Window; j++)
            {
                var entry = _covariance[(i * Window) + j] - (_values[i] * _values[j]) + (_values[i + columns] * _values[j + columns]);
                _covariance[((i + 1) * Window) + j + 1] = entry;
                _covariance[((j + 1) * Window) + i + 1] = entry;
            }
        }

        var parts = new DenseMatrix(Window, Window, _covariance).Evd(Symmetricity.Symmetric);
        var vectors = parts.EigenVectors.AsColumnMajorArray() ?? parts.EigenVectors.ToColumnMajorArray();
        for (var component = 0; component < Window; component++)
        {
            // The library's order is rising.
            var column = Window - 1 - component;
            _eigenvalues[component] = Math.Max(0, parts.EigenValues[column].Real);
            vectors.AsSpan(column * Window, Window).CopyTo(_vectors.AsSpan(component * Window));
        }
    }

    private int FindLargestRank()
    {
        var rank = 0;
        while (rank < Window - 1 && _eigenvalues[rank] > RoundingShare * _eigenvalues[0])
        {
            rank++;
        }

        while (rank > 0 && !HasRecurrence(rank))
        {
            rank--;
        }

        return rank;
    }

    private static void Grow(ref double[] array, int length)
    {
        if (array.Length < length)
        {
            array = new double[length];
        }
    }
}
