using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>What somebody's phone sends to check in.</summary>
/// <param name="Activity">To which activity.</param>
/// <param name="Person">Who.</param>
/// <param name="Code">The six digits, as scanned or typed.</param>
/// <param name="Position">Where the phone says it is; null where it does not say.</param>
/// <param name="Phone">What tells this phone from others; empty where nothing does.</param>
public sealed record CheckInAsk(Guid Activity, StaffId Person, string Code, PhonePosition? Position, string Phone)
{
    /// <summary>When the person agreed to an outside identity check; null where none is switched on.</summary>
    public DateTimeOffset? IdentityConsentAt { get; init; }
}

/// <summary>Whether a check-in counts. Decides on what it is shown and does nothing.</summary>
public static class CheckInDecisions
{
    /// <summary>So many codes that were none, and the phone is no way in any more.</summary>
    public const int MostWrongCodes = 5;

    /// <summary>Checks somebody in by phone. What is refused is written down too, where it says something: a change with a <see cref="PointsChange.Refusal"/>.</summary>
    public static Result<PointsChange> CheckIn(IPointsSight sight, CheckInAsk ask, DateTimeOffset now, EstateCalendar calendar)
    {
        if (sight.MemberOf(ask.Person) is not { } member)
        {
            return new PointsMemberNotFound();
        }

        if (sight.Activity(ask.Activity) is not { } activity)
        {
            return new PointsActivityNotFound();
        }

        if (sight.CheckInTerms(ask.Activity) is not { } terms)
        {
            return new CheckInNotOffered();
        }

        if (now < terms.OpensAt || now >= terms.ClosesAt)
        {
            return new CheckInNotOpen(Clock(terms.OpensAt, calendar), Clock(terms.ClosesAt, calendar));
        }

        var before = sight.CheckIn(ask.Activity, member.Account);
        if (Ended(before, sight, activity, member) is { } ended)
        {
            return ended;
        }

        if (before is { WrongCodes: >= MostWrongCodes })
        {
            return new CheckInLocked();
        }

        var (place, metres) = CheckInPlace.Judge(terms.Spot, ask.Position);
        var next = (before ?? new CheckIn(ask.Activity, member.Account, now)) with { At = now, Phone = terms.PhoneMark(ask.Phone), Place = place, Metres = metres };
        switch (terms.Judge(ask.Code, now))
        {
            case CodeAnswer.Old:
                return new PointsChange { CheckIn = next, Refusal = new CheckInCodeOld() };
            case CodeAnswer.Wrong:
                next = next with { WrongCodes = next.WrongCodes + 1 };
                return new PointsChange { CheckIn = next, Refusal = next.WrongCodes < MostWrongCodes ? new CheckInCodeWrong(MostWrongCodes - next.WrongCodes) : new CheckInLocked() };
            default:
                break;
        }

        if (place == PlaceAnswer.Outside)
        {
            return new PointsChange { CheckIn = next, Refusal = new CheckInTooFar(metres ?? 0, terms.Spot!.Radius) };
        }

        if (terms.Places > 0 && sight.CheckIns(ask.Activity).Count(other => other.IsCounted || (other.State == CheckInState.Waiting && other.Account != member.Account)) >= terms.Places)
        {
            return new CheckInFull(terms.Places);
        }

        if (place is PlaceAnswer.Unknown or PlaceAnswer.Unsure)
        {
            // Neither believed nor called a lie: somebody who is there says so.
            return new PointsChange { CheckIn = next with { State = CheckInState.Waiting, IdentityConsentAt = ask.IdentityConsentAt } };
        }

        return Count(sight, activity, next with { State = CheckInState.Counted, IsDrawn = terms.IsDrawn(member.Account), IdentityConsentAt = ask.IdentityConsentAt }, Actor.ProgramId, now, calendar);
    }

    /// <summary>A coordinator says whether the person was there.</summary>
    public static Result<PointsChange> Settle(IPointsSight sight, Guid activity, LedgerKey account, bool wasThere, StaffId by, DateTimeOffset now, EstateCalendar calendar)
    {
        if (sight.Activity(activity) is not { } found)
        {
            return new PointsActivityNotFound();
        }

        if (sight.CheckIn(activity, account) is not { } before)
        {
            return new CheckInNotFound();
        }

        if (sight.Member(account) is not { } member || member.Person == by)
        {
            return sight.Member(account) is null ? new PointsMemberNotFound() : new PointsOwnAward();
        }

        if (before.State == CheckInState.Counted)
        {
            // A sample. Not seen takes the points back, as far as they are there; what is spent is said.
            return wasThere ? new PointsChange { CheckIn = before with { State = CheckInState.Seen } }
                : AwardDecisions.Reverse(sight, before.Entry, now) is { Succeeded: true } reversed ? reversed.Value with { CheckIn = before with { State = CheckInState.NotThere } }
                : AwardDecisions.Reverse(sight, before.Entry, now);
        }

        return before.State is CheckInState.Seen or CheckInState.NotThere ? new CheckInNotFound()
            : wasThere ? Count(sight, found, before with { State = CheckInState.Seen }, by, now, calendar)
            : new PointsChange { CheckIn = before with { State = CheckInState.NotThere } };
    }

    /// <summary>A resident holds against it that it was not counted.</summary>
    public static Result<PointsChange> Appeal(IPointsSight sight, Guid activity, StaffId person, string words, DateTimeOffset now, DateOnly today)
    {
        if (words.Trim().Length is 0 or > 200)
        {
            return new PointsNotValid(new("请写明情况，不超过 200 个字。", "Say what happened, in at most 200 characters."));
        }

        return sight.MemberOf(person) is not { } member ? new PointsMemberNotFound()
            : sight.CheckIn(activity, member.Account) is not { IsCounted: false } || sight.Appeal(activity, member.Account) is not null ? new AppealNotPossible()
            : new PointsChange { Appeal = new PointsAppeal(activity, member.Account, words.Trim(), now, today.AddDays(PointsAppeal.AnswerDays)) };
    }

    /// <summary>Answers an appeal; one that is granted gives the points.</summary>
    public static Result<PointsChange> Answer(IPointsSight sight, Guid activity, LedgerKey account, bool isGranted, string words, StaffId by, DateTimeOffset now, EstateCalendar calendar)
    {
        if (words.Trim().Length is 0 or > 200)
        {
            return new PointsNotValid(new("请写明理由，不超过 200 个字。", "Say why, in at most 200 characters."));
        }

        if (sight.Appeal(activity, account) is not { Granted: null } appeal || sight.CheckIn(activity, account) is not { } checkIn || sight.Activity(activity) is not { } found)
        {
            return new AppealNotPossible();
        }

        var answered = appeal with { Answer = words.Trim(), Granted = isGranted, AnsweredAt = now, AnsweredBy = by };
        if (!isGranted || checkIn.IsCounted)
        {
            return new PointsChange { Appeal = answered };
        }

        var counted = Count(sight, found, checkIn with { State = CheckInState.Seen }, by, now, calendar);
        return counted.Succeeded ? counted.Value with { Appeal = answered } : counted;
    }

    private static Problem? Ended(CheckIn? before, IPointsSight sight, PointsActivity activity, PointsMember member) => before switch
    {
        { IsCounted: true } counted => new CheckInTwice(counted.Entry),
        { State: CheckInState.NotThere } => new CheckInNotCounted(),
        _ => AwardDecisions.Standing(sight, member.Account, activity.Occasion) is { } given ? new CheckInTwice(given.Number) : null,   // on a coordinator's list already
    };

    private static Result<PointsChange> Count(IPointsSight sight, PointsActivity activity, CheckIn next, StaffId by, DateTimeOffset now, EstateCalendar calendar)
    {
        // Somebody else's list was faster: the person has the points, and the check-in says so.
        if (AwardDecisions.Standing(sight, next.Account, activity.Occasion) is { } given)
        {
            return new PointsChange { CheckIn = next with { Entry = given.Number } };
        }

        var day = calendar.Day(activity.StartsAt);
        var isByHour = PointRules.On(day, sight.Rules())?.Find(activity.Rule)?.Unit == PointsUnit.Hour;
        var award = AwardDecisions.Give(sight, new AwardAsk(next.Account, activity.Rule, activity.Occasion, isByHour ? activity.Minutes : 1, day, by), now, calendar.Day(now));
        return award.Succeeded ? award.Value with { CheckIn = next with { Entry = (sight.Last?.Number ?? 0) + 1 } } : award;
    }

    private static string Clock(DateTimeOffset at, EstateCalendar calendar) => calendar.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
