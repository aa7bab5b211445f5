using System.Security.Cryptography;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Where people check in to activities by phone, coordinators look, and appeals are answered. Checks rights itself; every step is audited.</summary>
public sealed class CheckInDesk
{
    private readonly PointsCommands _commands;
    private readonly IPointsStore _store;
    private readonly IIdentityCheck _identity;
    private readonly EstateCalendar _calendar;
    private readonly TimeProvider _time;

    internal CheckInDesk(PointsCommands commands, IPointsStore store, IIdentityCheck identity, EstateCalendar calendar, TimeProvider time) =>
        (_commands, _store, _identity, _calendar, _time) = (commands, store, identity, calendar, time);

    private DateTimeOffset Now => _time.GetUtcNow();

    private DateOnly Today => _calendar.Day(Now);

    /// <summary>Enters an activity to which people check in by phone.</summary>
    public Task<Result<PointsChange>> PlanAsync(ActivityPlan plan, Actor actor, CancellationToken cancellation)
    {
        var activity = new PointsActivity(actor.CommandKey ?? Guid.NewGuid(), plan.Title, plan.Rule, plan.StartsAt.ToUniversalTime(), plan.Minutes, plan.Place, actor.Id);
        var terms = new CheckInTerms
        {
            Activity = activity.Id,
            Spot = plan.Spot,
            OpensAt = activity.StartsAt.AddMinutes(-plan.MinutesBefore),
            ClosesAt = activity.EndsAt,
            Places = plan.Places,
            Key = RandomNumberGenerator.GetBytes(32),
        };
        return _commands.GiveAsync(
            PointsCommand.Confirm, "plan", activity.Occasion, actor, "",
            sight => plan.NotInOrder() is { } wrong ? new PointsNotValid(wrong)
                : MemberDecisions.Plan(sight, activity, _calendar.Day(plan.StartsAt), Today) is { Succeeded: true, Value: var change } ? (change.IsThere ? change : change with { Terms = terms })
                : MemberDecisions.Plan(sight, activity, _calendar.Day(plan.StartsAt), Today),
            cancellation);
    }

    /// <summary>Checks the resident in. What the phone said of its place is used for this and not kept.</summary>
    /// <param name="ask">What the phone sends.</param>
    /// <param name="hasAgreed">To an outside identity check, where one is switched on.</param>
    /// <param name="resident">Who.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<PointsChange>> CheckInAsync(CheckInAsk ask, bool hasAgreed, Actor resident, CancellationToken cancellation)
    {
        Problem? identity = !_identity.IsOn ? null
            : !hasAgreed ? new IdentityConsentNeeded()
            : await _identity.IsHerselfAsync(resident.Id, ask.Activity, cancellation) ? null : new IdentityNotConfirmed();
        var asked = ask with { Person = resident.Id, IdentityConsentAt = _identity.IsOn && hasAgreed ? Now : null };
        return await _commands.GiveAsync(
            PointsCommand.Own, "check-in", $"activity:{ask.Activity:N}", resident, "",
            sight => identity is not null ? (Result<PointsChange>)identity : CheckInDecisions.CheckIn(sight, asked, Now, _calendar), cancellation);
    }

    /// <summary>Says whether somebody was there: of one who waits, of a sample.</summary>
    public Task<Result<PointsChange>> SettleAsync(Guid activity, LedgerKey account, bool wasThere, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Confirm, wasThere ? "seen" : "not-there", $"activity:{activity:N}", actor, "",
        sight => CheckInDecisions.Settle(sight, activity, account, wasThere, actor.Id, Now, _calendar), cancellation);

    /// <summary>Holds against a check-in that it was not counted.</summary>
    public Task<Result<PointsChange>> AppealAsync(Guid activity, string words, Actor resident, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Own, "appeal", $"activity:{activity:N}", resident, "", sight => CheckInDecisions.Appeal(sight, activity, resident.Id, words, Now, Today), cancellation);

    /// <summary>Answers an appeal.</summary>
    public Task<Result<PointsChange>> AnswerAsync(Guid activity, LedgerKey account, bool isGranted, string words, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Reverse, isGranted ? "appeal-granted" : "appeal-refused", $"activity:{activity:N}", actor, "",
        sight => CheckInDecisions.Answer(sight, activity, account, isGranted, words, actor.Id, Now, _calendar), cancellation);

    /// <summary>Deletes what is kept of the resident's phone and places, and the words of appeals that are answered; the points stay.</summary>
    public Task<Result<PointsChange>> ForgetAsync(Actor resident, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Own, "forget", "points:me", resident, "",
        sight => sight.MemberOf(resident.Id) is { } me ? new PointsChange { Forget = new PointsForget(me.Account, DateTimeOffset.MaxValue) } : new PointsMemberNotFound(), cancellation);

    /// <summary>Deletes it for everybody once it is old. Called by the program.</summary>
    public async Task ForgetOldAsync(CancellationToken cancellation)
    {
        foreach (var community in await _store.CommunitiesAsync(cancellation))
        {
            await _store.GiveAsync(community, [_ => new PointsChange { Forget = new PointsForget(null, Now.AddDays(-CheckIn.KeptDays)) }], cancellation);
        }
    }
}

/// <summary>An activity as a coordinator writes it down.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Rule">The rule that rewards it.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Place">Where, in words.</param>
public sealed record ActivityPlan(string Title, string Rule, DateTimeOffset StartsAt, int Minutes, string Place)
{
    /// <summary>Where, for phones; null where the place is not asked.</summary>
    public CheckInSpot? Spot { get; init; }

    /// <summary>From how many minutes before it people can check in; until it ends.</summary>
    public int MinutesBefore { get; init; } = 15;

    /// <summary>How many people it has room for; 0 for any number.</summary>
    public int Places { get; init; }

    internal Sentence? NotInOrder() =>
        MinutesBefore is < 0 or > 120 ? new("签到最多提前 120 分钟开始。", "Checking in can begin at most 120 minutes before.")
        : Places is < 0 or > 2000 ? new("名额在 0 到 2000 之间，0 表示不限。", "The places are between 0 and 2,000; 0 is for any number.")
        : Spot is { Radius: < 30 or > 2000 } ? new("范围在 30 到 2000 米之间：手机定位本来就会差几十米。", "The radius is between 30 and 2,000 metres: a phone errs by some tens of metres.")
        : Spot is { Latitude: < -90 or > 90 } or { Longitude: < -180 or > 180 } ? new("经纬度不对。", "That is no position.")
        : null;
}
