namespace CommunityConsole.Core.Numerics;

/// <summary>Applies a <see cref="SsaRank"/> rule to a decomposed series.</summary>
internal static class SsaRankChoice
{
    /// <summary>Training points that candidates must forecast, unless the window is longer or the series shorter.</summary>
    private const int LeastJudged = 200;

    /// <summary>The rank the rule gives, never above the largest that has a recurrence; 0 only for a series of zeros.</summary>
    public static int Choose(SsaDecomposition series, SsaRank rule)
    {
        var most = Math.Min(rule.Limit, series.LargestRank);
        return rule.Kind switch
        {
            SsaRankKind.Fixed => most,
            SsaRankKind.EnergyShare => ByEnergy(series, rule.Share, most),
            _ => ByForecast(series, most, rebuildAll: rule.Kind == SsaRankKind.Exact),
        };
    }

    private static int ByEnergy(SsaDecomposition series, double share, int most)
    {
        var all = 0.0;
        foreach (var eigenvalue in series.Eigenvalues)
        {
            all += eigenvalue;
        }

        var sum = 0.0;
        for (var rank = 0; rank < most; rank++)
        {
            sum += series.Eigenvalues[rank];
            if (sum >= share * all)
            {
                return rank + 1;
            }
        }

        return most;
    }

    /// <summary>
    /// The rank whose recurrence, started from the rebuilt signal E = min(max(L, 200), K) points before the end and fed
    /// with its own results plus the mean residual, misses those points least (sum of absolute errors; first on ties).
    /// </summary>
    private static int ByForecast(SsaDecomposition series, int most, bool rebuildAll)
    {
        var window = series.Window;
        var judged = Math.Min(Math.Max(window, LeastJudged), series.Columns);
        var start = series.Count - judged;
        var coefficients = new double[window - 1];
        var path = new double[window - 1 + judged];
        var seed = rebuildAll ? new double[2 * series.Count] : new double[window];
        var (best, bestMiss) = (most, double.PositiveInfinity);
        for (var rank = 1; rank <= most; rank++)
        {
            var offset = rebuildAll
                ? AddByDiagonals(series, rank - 1, start, seed, path)
                : AddByProjection(series, rank - 1, start, seed, path);
            series.Coefficients(rank, coefficients);
            var miss = Miss(path, coefficients, offset, series.Values[start..]);
            if (miss < bestMiss)
            {
                (best, bestMiss) = (rank, miss);
            }
        }

        return best;
    }

    private static double Miss(double[] path, ReadOnlySpan<double> coefficients, double offset, ReadOnlySpan<double> actual)
    {
        var miss = 0.0;
        for (var step = 0; step < actual.Length; step++)
        {
            var expected = VectorMath.Dot(coefficients, path.AsSpan(step, coefficients.Length)) + offset;
            path[coefficients.Length + step] = expected;
            miss += Math.Abs(actual[step] - expected);
        }

        return miss;
    }

    /// <summary>Adds a component to the rebuilt series; puts the L-1 values before <paramref name="start"/> on the path; returns the mean residual.</summary>
    private static double AddByDiagonals(SsaDecomposition series, int component, int start, Span<double> seed, Span<double> path)
    {
        var sums = seed[..series.Count];
        var rebuilt = seed[series.Count..];
        series.AddComponent(component, sums);
        series.AverageDiagonals(sums, rebuilt);
        rebuilt.Slice(start - (series.Window - 1), series.Window - 1).CopyTo(path);
        return MeanResidual(series.Values, rebuilt);
    }

    /// <summary>The same from the projection of one window, the one that begins L-1 values before <paramref name="start"/>.</summary>
    private static double AddByProjection(SsaDecomposition series, int component, int start, Span<double> seed, Span<double> path)
    {
        var actual = series.Values.Slice(start - (series.Window - 1), series.Window);
        var direction = series.Vector(component);
        VectorMath.AddScaled(seed, VectorMath.Dot(direction, actual), direction);
        seed[..^1].CopyTo(path);
        return MeanResidual(actual[..^1], seed[..^1]);
    }

    private static double MeanResidual(ReadOnlySpan<double> actual, ReadOnlySpan<double> rebuilt)
    {
        var sum = 0.0;
        for (var i = 0; i < actual.Length; i++)
        {
            sum += actual[i] - rebuilt[i];
        }

        return sum / actual.Length;
    }
}
