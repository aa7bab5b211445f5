using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Whether points are given, and taken back. Decides on what it is shown and does nothing.</summary>
public static class AwardDecisions
{
    /// <summary>How long after the day somebody may still confirm what was done on it.</summary>
    public const int LateDays = 60;

    private const int LeastMinutes = 15;
    private const int MostMinutes = 12 * 60;

    /// <summary>Gives points by the rules of the day on which it was done.</summary>
    public static Result<PointsChange> Give(IPointsSight sight, AwardAsk ask, DateTimeOffset now, DateOnly today)
    {
        if (sight.Member(ask.Account) is not { } member)
        {
            return new PointsMemberNotFound();
        }

        if (member.Person == ask.By)
        {
            return new PointsOwnAward();
        }

        if (ask.On > today || ask.On < today.AddDays(-LateDays))
        {
            return new PointsNotValid(new($"只能确认今天或过去 {LateDays} 天里做过的事。", $"Only what was done today or in the last {LateDays} days can be confirmed."));
        }

        if (PointRules.On(ask.On, sight.Rules()) is not { } rules || rules.Find(ask.Rule) is not { } rule)
        {
            return new PointsRuleNotInForce(ask.Rule);
        }

        if (rule.Unit == PointsUnit.Hour ? ask.Units is < LeastMinutes or > MostMinutes : ask.Units != 1)
        {
            return new PointsNotValid(new($"时长须在 {LeastMinutes} 到 {MostMinutes} 分钟之间；按次计的一次只算一次。", $"The time must be between {LeastMinutes} and {MostMinutes} minutes; what counts by the time counts once."));
        }

        var attempt = 1;
        while (sight.ByOp(PointsOps.Award(ask.Account, ask.Occasion, attempt)) is { } earlier)
        {
            if (!IsUndone(sight, earlier))
            {
                return new PointsAlreadyGiven(earlier.Number) { Stands = earlier };
            }

            attempt++;
        }

        var points = rule.For(ask.Units);
        if (rule.MostADay > 0 && AwardedOn(sight, ask.Account, rule.Code, ask.On) + points > rule.MostADay)
        {
            return new PointsDayIsFull(rule.MostADay);
        }

        return new PointsChange
        {
            Posting = new PointsPosting(PointsKind.Award, PointsOps.Award(ask.Account, ask.Occasion, attempt), ask.Account, PointsAccounts.Issue(sight.Community), points, now,
                new PointsNote { Version = rules.Version, What = rule.Code, For = ask.Occasion, Units = ask.Units, On = ask.On }),
        };
    }

    /// <summary>Takes an award back by a counter-entry; what is spent cannot be taken.</summary>
    public static Result<PointsChange> Reverse(IPointsSight sight, long number, DateTimeOffset now)
    {
        if (sight.ByNumber(number) is not { Kind: PointsKind.Award } award)
        {
            return new PointsEntryNotFound(number);
        }

        if (sight.ByOp(PointsOps.Undo(sight.Community, number)) is { } counter)
        {
            return new PointsAlreadyUndone(number) { Stands = counter };
        }

        var account = award.Line.Debit;
        if (sight.BalanceOf(account) is var balance && balance < award.Points)
        {
            return new PointsSpentAlready(balance, award.Points);
        }

        return new PointsChange
        {
            Posting = new PointsPosting(PointsKind.AwardReversed, PointsOps.Undo(sight.Community, number), award.Line.Credit, account, award.Points, now, new PointsNote { Undoes = number }),
        };
    }

    /// <summary>The award that the account has for an occasion and that nobody has taken back; null where there is none.</summary>
    public static PointsEntry? Standing(IPointsSight sight, LedgerKey account, string occasion)
    {
        for (var attempt = 1; sight.ByOp(PointsOps.Award(account, occasion, attempt)) is { } award; attempt++)
        {
            if (!IsUndone(sight, award))
            {
                return award;
            }
        }

        return null;
    }

    /// <summary>Whether an entry has its counter-entry.</summary>
    public static bool IsUndone(IPointsSight sight, PointsEntry entry) => sight.ByOp(PointsOps.Undo(sight.Community, entry.Number)) is not null;

    private static long AwardedOn(IPointsSight sight, LedgerKey account, string rule, DateOnly day) => sight.EntriesOf(account, long.MaxValue, int.MaxValue)
        .Where(entry => entry.Kind == PointsKind.Award && entry.Note is { } note && note.What == rule && note.On == day && !IsUndone(sight, entry))
        .Sum(entry => entry.Points);
}
