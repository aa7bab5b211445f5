using System.Globalization;
using System.Text.RegularExpressions;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Whether a version of the rules may be published. Decides on what it is shown and does nothing.</summary>
public static partial class RulesDecisions
{
    /// <summary>How many days rules are public before they hold.</summary>
    public const int NoticeDays = 7;

    private const int MostLines = 40;
    private const int MostPoints = 10_000;

    /// <summary>Publishes the version that a resolution carries.</summary>
    public static Result<PointsChange> Publish(IPointsSight sight, RulesDraft draft, Resolution? resolution, DateTimeOffset now, DateOnly today)
    {
        var versions = sight.Rules();
        if (resolution is not { Adopted: true } || versions.Any(earlier => earlier.Resolution == resolution.Number))
        {
            return new PointsResolutionNeeded();
        }

        if (NotInOrder(draft) is { } wrong)
        {
            return new PointsNotValid(wrong);
        }

        // Later than the version before, or nobody could say which of two holds on a day.
        var last = versions is [.., var newest] ? newest : null;
        var earliest = today.AddDays(NoticeDays);
        if (last is not null && last.From >= earliest)
        {
            earliest = last.From.AddDays(1);
        }

        if (draft.From < earliest)
        {
            return new PointsNoticeTooShort(earliest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        var rules = new PointRules
        {
            Version = (last?.Version ?? 0) + 1,
            Resolution = resolution.Number,
            ResolutionTitle = resolution.Title,
            PublishedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            From = draft.From,
            Rules = draft.Rules,
            Rewards = draft.Rewards,
        };
        var issue = PointsAccounts.Issue(sight.Community);
        return new PointsChange
        {
            Posting = new PointsPosting(PointsKind.RulesPublished, PointsOps.Rules(sight.Community, rules.Version), issue, issue, 0, now,
                new PointsNote { Version = rules.Version, For = rules.Fingerprint(), On = rules.From }),
            Rules = rules,
        };
    }

    private static Sentence? NotInOrder(RulesDraft draft)
    {
        var codes = draft.Rules.Select(rule => rule.Code).Concat(draft.Rewards.Select(reward => reward.Code)).ToList();
        return draft.Rules.Count == 0 || codes.Count > MostLines ? new($"规则至少一条，规则和兑换合计不超过 {MostLines} 条。", $"There must be a rule, and at most {MostLines} rules and rewards.")
            : codes.Distinct().Count() != codes.Count || !codes.TrueForAll(code => Code().IsMatch(code)) ? new("编号重复或不合规：小写字母、数字和连字符，最多 32 个。", "A code is there twice or is none: small letters, digits and hyphens, at most 32.")
            : draft.Rules.Any(rule => !IsName(rule.Name) || rule.Points is < 1 or > MostPoints || rule.MostADay < 0 || !Enum.IsDefined(rule.Unit)) ? new($"每条规则要有名称和 1 到 {MostPoints} 的分值。", $"Each rule needs a name and 1 to {MostPoints} points.")
            : draft.Rewards.Any(reward => !IsName(reward.Name) || reward.Price is < 1 or > MostPoints * 100 || reward.ValidDays is < 1 or > 366) ? new("每项兑换要有名称、分值和 1 到 366 天的有效期。", "Each reward needs a name, a price and 1 to 366 days in which it holds.")
            : null;
    }

    private static bool IsName(Sentence name) => name.Zh.Trim().Length is > 0 and <= 60 && name.En.Trim().Length is > 0 and <= 60;

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex Code();
}
