using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>Giving minutes away, and grants. Decides on what it is shown and does nothing.</summary>
public static class MoveDecisions
{
    /// <summary>Gives own minutes to a relative.</summary>
    public static Result<TimeBankChange> Transfer(ITimeBankSight sight, Id32 from, Id32 to, long minutes, Id32 op, TimeWord memo, DateTimeOffset now) =>
        TimeBankPolicy.Done(sight, op) ?? Or(TimeBankPolicy.Short(sight, from, minutes), () => TimeBankPolicy.Take(sight, new TransferTime(op, from, to, minutes, memo.Hash), memo, now));

    /// <summary>Gives own minutes to the pool.</summary>
    public static Result<TimeBankChange> Donate(ITimeBankSight sight, Id32 member, long minutes, Id32 op, TimeWord memo, DateTimeOffset now) =>
        TimeBankPolicy.Done(sight, op) ?? Or(TimeBankPolicy.Short(sight, member, minutes), () => TimeBankPolicy.Take(sight, new DonateTime(op, member, minutes, memo.Hash), memo, now));

    /// <summary>Exchanges own minutes for something.</summary>
    public static Result<TimeBankChange> Redeem(ITimeBankSight sight, Id32 member, long minutes, Id32 op, TimeWord memo, TimeBankOptions policy, DateTimeOffset now, DateOnly today) =>
        TimeBankPolicy.Done(sight, op) ?? Or(
            sight.Person(member) is not { } person ? new TimeMemberNotFound()
            : TimeBankPolicy.TooYoung(person.BirthYear, policy.LeastAgeToRedeem, today) is { } young ? young
            : TimeBankPolicy.Short(sight, member, minutes),
            () => TimeBankPolicy.Take(sight, new RedeemTime(op, member, minutes, memo.Hash), memo, now));

    /// <summary>Minutes from the pool.</summary>
    public static Result<TimeBankChange> Grant(ITimeBankSight sight, Id32 member, long minutes, Id32 op, TimeWord reason, StaffId by, DateTimeOffset now) =>
        TimeBankPolicy.Done(sight, op) ?? Or(
            sight.PersonOf(by)?.Account == member ? new TimeOwnRecord() : null,
            () => TimeBankPolicy.Take(sight, new GrantTime(op, member, minutes, reason.Hash), reason, now));

    private static Result<TimeBankChange> Or(Problem? problem, Func<Result<TimeBankChange>> take) => problem is { } refused ? refused : take();
}
