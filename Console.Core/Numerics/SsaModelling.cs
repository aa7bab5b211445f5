namespace CommunityConsole.Core.Numerics;

/// <summary>Turns a decomposed series and a rank into a model.</summary>
internal static class SsaModelling
{
    /// <summary>The model of the leading <paramref name="rank"/> components, which gave <paramref name="rebuilt"/>, with the scatter seen in training.</summary>
    public static SsaModel Model(this SsaDecomposition series, int rank, ReadOnlySpan<double> rebuilt, bool stabilise)
    {
        var window = series.Window;
        var coefficients = new double[window - 1];
        series.Coefficients(rank, coefficients);
        if (stabilise)
        {
            RecurrenceRoots.Calm(coefficients);
        }

        var basis = new double[rank * window];
        for (var component = 0; component < rank; component++)
        {
            series.Vector(component).CopyTo(basis.AsSpan(component * window));
        }

        var (noise, recurrenceNoise) = Scatter(series.Values, rebuilt, coefficients);
        return new SsaModel(window, basis, coefficients, series.Eigenvalues[..rank].ToArray(), noise, recurrenceNoise);
    }

    private static (double Noise, double RecurrenceNoise) Scatter(ReadOnlySpan<double> values, ReadOnlySpan<double> rebuilt, ReadOnlySpan<double> coefficients)
    {
        var noise = new RunningVariance();
        var recurrence = new RunningVariance();
        for (var i = 0; i < values.Length; i++)
        {
            noise.Add(values[i] - rebuilt[i]);
            if (i >= coefficients.Length)
            {
                recurrence.Add(rebuilt[i] - VectorMath.Dot(coefficients, rebuilt.Slice(i - coefficients.Length, coefficients.Length)));
            }
        }

        return (noise.Value, recurrence.Value);
    }

    /// <summary>Variance around the mean in one pass (Welford 1962).</summary>
    private struct RunningVariance
    {
        private int _count;
        private double _mean;
        private double _squares;

        public readonly double Value => _squares / _count;

        public void Add(double value)
        {
            _count++;
            var off = value - _mean;
            _mean += off / _count;
            _squares += off * (value - _mean);
        }
    }
}
