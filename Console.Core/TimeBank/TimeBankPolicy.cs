using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>What the decisions of the time bank share: the rules asked as the ledger asks them, words of fair length, ages.</summary>
internal static class TimeBankPolicy
{
    public const int TextLength = 60;
    public const int WordLength = 300;

    /// <summary>Asks the rules; never earlier than the entry before, whatever a clock says.</summary>
    public static Result<TimeBankChange> Take(ITimeBankSight sight, TimeBankStep step, DateTimeOffset now)
    {
        var at = sight.Last is { } last && last.At > now ? last.At : now;
        var role = TimeBankSigners.RoleOf(step);
        var outcome = TimeBankRules.Take(sight.State, step, TimeBankSigners.Of(role), at);
        return outcome.Problem is { } problem ? problem : new TimeBankChange { Taken = new TakenStep(step, role, at, outcome.Value) };
    }

    /// <summary>The same with what was said.</summary>
    public static Result<TimeBankChange> Take(ITimeBankSight sight, TimeBankStep step, TimeWord word, DateTimeOffset now) =>
        Take(sight, step, now) is var taken && taken.Succeeded ? taken.Value with { Words = [word] } : taken;

    /// <summary>What this operation did before; null while it has not acted.</summary>
    public static TimeBankChange? Done(ITimeBankSight sight, Id32 op) =>
        sight.State.Operations.Contains(op) ? new TimeBankChange { IsThere = true, Entries = sight.OfOp(op) } : null;

    public static TimeNotValid? Wordless(string text, bool isNeeded) =>
        (isNeeded && text.Trim().Length == 0) || text.Trim().Length > WordLength
            ? new TimeNotValid(new($"请写明原因或说明，不超过 {WordLength} 个字。", $"Say why, in at most {WordLength} characters."))
            : null;

    public static TimeTooYoung? TooYoung(int birthYear, int least, DateOnly today) => today.Year - birthYear < least ? new TimeTooYoung(least) : null;

    public static Problem? Short(ITimeBankSight sight, Id32 account, long minutes) =>
        sight.State.Member(account) is { Status: MemberStatus.Active } member && minutes > 0 && member.Balance < minutes ? new TimeNotEnough(member.Balance, minutes) : null;
}
