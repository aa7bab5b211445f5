namespace CommunityConsole.Core.Council;

/// <summary>What was given to one option, or took part, or is on the roll.</summary>
/// <param name="Ballots">How many ballots.</param>
/// <param name="Heads">Heads behind them.</param>
/// <param name="Area">0.01 m² behind them.</param>
public readonly record struct VoteSum(int Ballots, long Heads, long Area)
{
    /// <summary>The sum in one measure.</summary>
    public long In(Measure measure) => measure == Measure.Heads ? Heads : Area;

    public static VoteSum operator +(VoteSum one, VoteSum other) => Add(one, other);

    /// <summary>Both together.</summary>
    public static VoteSum Add(VoteSum one, VoteSum other) => new(one.Ballots + other.Ballots, one.Heads + other.Heads, one.Area + other.Area);
}

/// <summary>A threshold against what was found.</summary>
/// <param name="Measure">What was counted.</param>
/// <param name="Threshold">What was wanted.</param>
/// <param name="Part">What there was.</param>
/// <param name="Whole">Of how much.</param>
public sealed record ThresholdCheck(Measure Measure, Threshold Threshold, long Part, long Whole)
{
    /// <summary>Whether it is kept.</summary>
    public bool IsReached => Threshold.IsReached(Part, Whole);

    /// <summary>The smallest part that keeps it.</summary>
    public long Least => Threshold.Least(Whole);
}

/// <summary>What a vote came to.</summary>
/// <param name="Cast">All that took part.</param>
/// <param name="Sums">What each option got, every option of the definition named.</param>
/// <param name="Turnout">One check for each measure.</param>
/// <param name="Agreement">One check for each measure, of <paramref name="Leading"/>; empty when nothing leads.</param>
/// <param name="Leading">What may be carried: of a motion "for", of several choices the one with more than any other in every measure; null when none is.</param>
public sealed record VoteOutcome(
    VoteSum Cast, IReadOnlyDictionary<string, VoteSum> Sums, IReadOnlyList<ThresholdCheck> Turnout, IReadOnlyList<ThresholdCheck> Agreement, string? Leading)
{
    /// <summary>Whether enough took part.</summary>
    public bool HasQuorum => Turnout.All(check => check.IsReached);

    /// <summary>What is carried: enough took part and enough agreed, in every measure; null when nothing is.</summary>
    public string? Carried => Leading is not null && HasQuorum && Agreement.All(check => check.IsReached) ? Leading : null;
}

/// <summary>Counts. Integers only.</summary>
public static class VoteCount
{
    /// <summary>How far taking part has come, in each measure.</summary>
    public static IReadOnlyList<ThresholdCheck> Turnout(VoteDefinition definition, VoteSum cast) =>
        [.. definition.Profile.Measures.Select(rule => new ThresholdCheck(rule.Measure, rule.TakePart, cast.In(rule.Measure), OnRoll(definition, rule.Measure)))];

    /// <summary>The outcome of the sums by option; an option that got nothing may be missing.</summary>
    public static VoteOutcome Outcome(VoteDefinition definition, IReadOnlyDictionary<string, VoteSum> given)
    {
        var sums = definition.Options.ToDictionary(option => option.Code, option => given.GetValueOrDefault(option.Code));
        var cast = sums.Values.Aggregate(default(VoteSum), VoteSum.Add);
        var leading = Leading(definition, sums);
        var agreement = leading is null ? [] : definition.Profile.Measures
            .Select(rule => new ThresholdCheck(
                rule.Measure, rule.Agree, sums[leading].In(rule.Measure), rule.AgreeOf == AgreeOf.Roll ? OnRoll(definition, rule.Measure) : cast.In(rule.Measure)))
            .ToList();
        return new VoteOutcome(cast, sums, Turnout(definition, cast), agreement, leading);
    }

    private static long OnRoll(VoteDefinition definition, Measure measure) => measure == Measure.Heads ? definition.Heads : definition.Area;

    // A motion is carried or not: only "for" can be. Among several choices the one with more than any other, in every measure that counts.
    private static string? Leading(VoteDefinition definition, Dictionary<string, VoteSum> sums)
    {
        if (sums.TryGetValue(VoteOption.For, out var agreed))
        {
            return agreed.Ballots > 0 ? VoteOption.For : null;
        }

        var choices = definition.Options.Select(option => option.Code).Where(code => code != VoteOption.Abstain).ToList();
        return choices.Find(code => sums[code].Ballots > 0
            && choices.All(other => other == code || definition.Profile.Measures.All(rule => sums[code].In(rule.Measure) > sums[other].In(rule.Measure))));
    }
}
