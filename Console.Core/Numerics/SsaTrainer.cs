namespace CommunityConsole.Core.Numerics;

/// <summary>
/// Finds the rhythm of a series by singular spectrum analysis. Keeps its working arrays between trainings, so one
/// trainer serves many series, one at a time; not thread-safe.
/// </summary>
/// <remarks>
/// Golyandina, Nekrutkin, Zhigljavsky, "Analysis of Time Series Structure: SSA and Related Techniques", 2001;
/// Golyandina, Zhigljavsky, "Singular Spectrum Analysis for Time Series", 2013. Nothing is centred or scaled.
/// </remarks>
public sealed class SsaTrainer
{
    /// <summary>Rounds in which the model rebuilds the missing training values (Kondrashov, Ghil, "Spatio-temporal filling of missing points in geophysical data sets", 2006).</summary>
    private const int FillRounds = 3;

    private readonly SsaDecomposition _series = new();
    private double[] _values = [];
    private bool[] _missing = [];

    /// <summary>
    /// Trains on a series, oldest value first, NaN where a value is missing, and returns the state after its last
    /// value; null when fewer than 2 L values are present.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The window is out of range.</exception>
    /// <exception cref="ArgumentException">A value is infinite.</exception>
    public SsaState? Train(ReadOnlySpan<double> series, SsaOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Window, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Window, SsaModel.LargestWindow, nameof(options));

        var (count, missing) = Load(series, options.Gaps);
        if (count - missing < 2 * options.Window)
        {
            return null;
        }

        var values = _values.AsSpan(0, count);
        if (missing > 0)
        {
            Fill(values, options);
        }

        _series.Decompose(values, options.Window);
        var rank = SsaRankChoice.Choose(_series, options.Rank);
        var rebuilt = _series.Rebuild(rank);
        var model = _series.Model(rank, rebuilt, options.Stabilise);
        return options.Start == SsaStart.Rebuilt
            ? SsaState.After(model, rebuilt, values)
            : AfterLastWindow(model, values);
    }

    private static SsaState AfterLastWindow(SsaModel model, ReadOnlySpan<double> values)
    {
        var projected = new double[model.Window];
        SsaStep.Project(model.BasisVectors, values[^model.Window..], projected);
        return SsaState.After(model, projected, projected);   // the signal stands in for raw values until L-1 have come
    }

    /// <summary>Copies the series to the working array without leading gaps, and with <see cref="GapRule.Remove"/> without any.</summary>
    private (int Count, int Missing) Load(ReadOnlySpan<double> series, GapRule gaps)
    {
        if (_values.Length < series.Length)
        {
            _values = new double[series.Length];
            _missing = new bool[series.Length];
        }

        var count = 0;
        var missing = 0;
        foreach (var value in series)
        {
            if (double.IsInfinity(value))
            {
                throw new ArgumentException("Only finite values can be trained on.", nameof(series));
            }

            var absent = double.IsNaN(value);
            if (absent && (gaps == GapRule.Remove || count == 0))
            {
                continue;
            }

            _values[count] = absent ? 0 : value;
            _missing[count++] = absent;
            missing += absent ? 1 : 0;
        }

        return (count, missing);
    }

    /// <summary>First guess: the mean of the values whole windows away, else of all; then the model's own rebuilt values.</summary>
    private void Fill(Span<double> values, SsaOptions options)
    {
        var mean = MeanPresent(values, 0, 1) ?? 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (_missing[i])
            {
                values[i] = MeanPresent(values, i % options.Window, options.Window) ?? mean;
            }
        }

        for (var round = 0; round < FillRounds; round++)
        {
            _series.Decompose(values, options.Window);
            var rebuilt = _series.Rebuild(SsaRankChoice.Choose(_series, options.Rank));
            for (var i = 0; i < values.Length; i++)
            {
                if (_missing[i])
                {
                    values[i] = rebuilt[i];
                }
            }
        }
    }

    private double? MeanPresent(ReadOnlySpan<double> values, int first, int step)
    {
        var sum = 0.0;
        var count = 0;
        for (var i = first; i < values.Length; i += step)
        {
            if (!_missing[i])
            {
                sum += values[i];
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }
}
