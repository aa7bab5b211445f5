namespace CommunityConsole.Core.Numerics;

/// <summary>Which deviations count.</summary>
public enum TailSide
{
    /// <summary>Values above expectation.</summary>
    Positive = 0,

    /// <summary>Values below expectation.</summary>
    Negative = 1,

    /// <summary>Both.</summary>
    TwoSided = 2,
}

/// <summary>How likely a score at least this high is, judged by the scores before it.</summary>
/// <param name="Above">Probability of a score this high or higher, between 1e-8 and 1 - 1e-8.</param>
public readonly record struct TailProbability(double Above)
{
    /// <summary>Probability of a score this low or lower.</summary>
    public double Below => 1 - Above;

    /// <summary>The p-value of one side; two-sided is the smaller of both, not doubled.</summary>
    public double On(TailSide side) => side switch
    {
        TailSide.Positive => Above,
        TailSide.Negative => Below,
        _ => Math.Min(Above, Below),
    };
}
