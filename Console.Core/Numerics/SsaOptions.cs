namespace CommunityConsole.Core.Numerics;

/// <summary>How a model is trained.</summary>
/// <param name="Window">Window length L, at least 2 and at most half of the training values; the longest period to be seen, or a multiple of it.</param>
/// <param name="Rank">How many components are signal.</param>
public sealed record SsaOptions(int Window, SsaRank Rank)
{
    /// <summary>What happens to missing values; the product keeps the phase.</summary>
    public GapRule Gaps { get; init; } = GapRule.KeepPhase;

    /// <summary>What the state after training rests on.</summary>
    public SsaStart Start { get; init; } = SsaStart.Rebuilt;

    /// <summary>
    /// Lets no rhythm outgrow the trend in a long forecast, see <see cref="RecurrenceRoots"/>.
    /// Costs an eigenvalue problem of size L-1; not needed for one step ahead.
    /// </summary>
    public bool Stabilise { get; init; }
}

/// <summary>What a missing value does.</summary>
public enum GapRule
{
    /// <summary>The model's own expectation stands in, so later values keep their place in the rhythm.</summary>
    KeepPhase = 0,

    /// <summary>It is left out and later values slide forward. Kept for comparison with other implementations.</summary>
    Remove = 1,
}

/// <summary>What the state after training rests on.</summary>
public enum SsaStart
{
    /// <summary>
    /// The last L-1 values of the rebuilt series, as the textbook's recurrent forecast has it. Streaming then goes on
    /// exactly as if the training values had been streamed too.
    /// </summary>
    Rebuilt = 0,

    /// <summary>The projection of the last window alone. Kept for comparison with other implementations.</summary>
    LastWindow = 1,
}

/// <summary>The rule that chooses the rank r, the number of leading components taken as signal.</summary>
public sealed record SsaRank
{
    private SsaRank(SsaRankKind kind, int limit, double share = 0) => (Kind, Limit, Share) = (kind, limit, share);

    internal SsaRankKind Kind { get; }

    internal int Limit { get; }

    internal double Share { get; }

    /// <summary>
    /// The r in 1..<paramref name="maxRank"/> whose closed-loop forecast of the last training values has the smallest
    /// sum of absolute errors; every candidate rebuilds the whole series. Thorough and slow.
    /// </summary>
    public static SsaRank Exact(int maxRank) => new(SsaRankKind.Exact, Positive(maxRank));

    /// <summary>As <see cref="Exact"/>, but a candidate rebuilds only the window its forecast starts from.</summary>
    public static SsaRank Fast(int maxRank) => new(SsaRankKind.Fast, Positive(maxRank));

    /// <summary>The given r.</summary>
    public static SsaRank Fixed(int rank) => new(SsaRankKind.Fixed, Positive(rank));

    /// <summary>
    /// The smallest r whose eigenvalues sum up to at least <paramref name="share"/> (0..1) of all of them, at most
    /// <paramref name="maxRank"/>. Cheap; right where noise is small beside the signal.
    /// </summary>
    public static SsaRank EnergyShare(double share, int maxRank)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return new(SsaRankKind.EnergyShare, Positive(maxRank), share);
    }

    private static int Positive(int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        return rank;
    }
}

internal enum SsaRankKind
{
    Exact,
    Fast,
    Fixed,
    EnergyShare,
}
