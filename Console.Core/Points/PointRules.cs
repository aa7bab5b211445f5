using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What a rule counts.</summary>
public enum PointsUnit
{
    /// <summary>每次.</summary>
    Time,

    /// <summary>每小时: counted in minutes, points cut to whole ones.</summary>
    Hour,
}

/// <summary>For what there are points, and how many.</summary>
/// <param name="Code">Names the rule through all versions: <c>[a-z0-9-]{1,32}</c>.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Points">For one unit.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="MostADay">Most points a person gets by it for one day; 0 for no limit.</param>
public sealed record PointRule(string Code, Sentence Name, int Points, PointsUnit Unit, int MostADay)
{
    /// <summary>The points for that many times or minutes.</summary>
    public long For(int units) => Unit == PointsUnit.Hour ? (long)Points * units / 60 : (long)Points * units;
}

/// <summary>What points can be redeemed for.</summary>
/// <param name="Code">Names it through all versions: <c>[a-z0-9-]{1,32}</c>.</param>
/// <param name="Name">As people say it.</param>
/// <param name="Price">In points.</param>
/// <param name="ValidDays">How many days its voucher holds.</param>
public sealed record PointReward(string Code, Sentence Name, int Price, int ValidDays);

/// <summary>A resolution of the council, as the bank needs to know it.</summary>
/// <param name="Number">Its number, by which everybody finds it.</param>
/// <param name="Title">What it was about.</param>
/// <param name="Adopted">Whether it was carried, and announced.</param>
public sealed record Resolution(int Number, string Title, bool Adopted);

/// <summary>One version of the rules: made by a resolution, public for a while before it holds, never changed.</summary>
public sealed record PointRules
{
    /// <summary>1, 2, 3 ...</summary>
    public required int Version { get; init; }

    /// <summary>The resolution that carries it.</summary>
    public required int Resolution { get; init; }

    /// <summary>What that was about, as it was called then.</summary>
    public required string ResolutionTitle { get; init; }

    /// <summary>When it was published, UTC.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>The first of the estate's days to which it applies.</summary>
    public required DateOnly From { get; init; }

    /// <summary>What earns points.</summary>
    public required IReadOnlyList<PointRule> Rules { get; init; }

    /// <summary>What points can be redeemed for.</summary>
    public required IReadOnlyList<PointReward> Rewards { get; init; }

    /// <summary>The reward of that code; null where this version has none.</summary>
    public PointReward? FindReward(string code) => Rewards.FirstOrDefault(reward => reward.Code == code);

    /// <summary>The rule of that code; null where this version has none.</summary>
    public PointRule? Find(string code) => Rules.FirstOrDefault(rule => rule.Code == code);

    /// <summary>SHA-256 over all of it, in hexadecimal: what the ledger keeps.</summary>
    public string Fingerprint()
    {
        var bytes = new CanonicalBytes().Add(Version).Add(Resolution).Add(ResolutionTitle).Add(PublishedAt.ToUnixTimeMilliseconds()).Add(From.DayNumber);
        foreach (var rule in Rules)
        {
            bytes.Add(rule.Code).Add(rule.Name.Zh).Add(rule.Name.En).Add(rule.Points).Add((long)rule.Unit).Add(rule.MostADay);
        }

        bytes.Add(Rules.Count);
        foreach (var reward in Rewards)
        {
            bytes.Add(reward.Code).Add(reward.Name.Zh).Add(reward.Name.En).Add(reward.Price).Add(reward.ValidDays);
        }

        return Convert.ToHexStringLower(bytes.Hash());
    }

    /// <summary>The version that applies to what was done on a day; null before the first.</summary>
    public static PointRules? On(DateOnly day, IEnumerable<PointRules> versions) => versions.Where(rules => rules.From <= day).MaxBy(rules => rules.Version);
}
