using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Where points are given, redeemed and taken back, and rules are published. Checks rights itself, whatever the page showed; every step is audited.</summary>
public sealed class PointsDesk
{
    private const int MostReason = 200;
    private const int MostAtOnce = 500;
    private readonly PointsCommands _commands;
    private readonly IPointsStore _store;
    private readonly IResolutions _resolutions;
    private readonly CommandLog _log;
    private readonly EstateCalendar _calendar;
    private readonly TimeProvider _time;

    internal PointsDesk(PointsCommands commands, IPointsStore store, IResolutions resolutions, CommandLog log, EstateCalendar calendar, TimeProvider time) =>
        (_commands, _store, _resolutions, _log, _calendar, _time) = (commands, store, resolutions, log, calendar, time);

    private DateTimeOffset Now => _time.GetUtcNow();

    private DateOnly Today => _calendar.Day(Now);

    /// <summary>Opens the resident's own account; the one there is, where there is one.</summary>
    public Task<Result<PointsChange>> JoinAsync(Actor resident, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Own, "join", "points:me", resident, "",
        sight => MemberDecisions.Enrol(sight, new PointsMember(PointsAccounts.New(), resident.Name, "", resident.Id, Now)), cancellation);

    /// <summary>Opens an account for somebody at the counter.</summary>
    /// <param name="name">Full name.</param>
    /// <param name="home">The home's id in the community; empty where it is not known.</param>
    /// <param name="actor">Who enrols.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public Task<Result<PointsChange>> EnrolAsync(string name, string home, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Enrol, "enrol", "points:member", actor, "",
        sight => MemberDecisions.Enrol(sight, new PointsMember(AccountOf(actor), name, home, null, Now)), cancellation);

    /// <summary>Shows the resident in the ranking, or leaves the resident out of it.</summary>
    public Task<Result<PointsChange>> RankAsync(bool isUnranked, Actor resident, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Own, isUnranked ? "unrank" : "rank", "points:me", resident, "", sight => MemberDecisions.Rank(sight, resident.Id, isUnranked), cancellation);

    /// <summary>Enters an activity.</summary>
    public Task<Result<PointsChange>> PlanAsync(string title, string rule, DateTimeOffset startsAt, int minutes, string place, Actor actor, CancellationToken cancellation)
    {
        var activity = new PointsActivity(actor.CommandKey ?? Guid.NewGuid(), title, rule, startsAt.ToUniversalTime(), minutes, place, actor.Id);
        return _commands.GiveAsync(
            PointsCommand.Confirm, "plan", activity.Occasion, actor, "", sight => MemberDecisions.Plan(sight, activity, _calendar.Day(startsAt), Today), cancellation);
    }

    /// <summary>Confirms who took part in an activity: one transaction, one answer for each person, in their order.</summary>
    /// <param name="activity">Which.</param>
    /// <param name="people">Who, and for how many minutes where not the whole time.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="cancellation">Stops before the write.</param>
    public async Task<Result<IReadOnlyList<Result<PointsChange>>>> ConfirmAsync(Guid activity, IReadOnlyList<(LedgerKey Account, int? Minutes)> people, Actor actor, CancellationToken cancellation)
    {
        const string Action = "points.confirm";
        var subject = $"activity:{activity:N}";
        if (PointsRights.Table.Refusal(PointsCommand.Confirm, actor, actor.Community) is { } denied)
        {
            return await _log.RefuseAsync(actor, Action, subject, denied, cancellation);
        }

        if (people.Count is 0 or > MostAtOnce || await _store.LookAsync(actor.Community, sight => (Found: sight.Activity(activity), Rules: sight.Rules()), cancellation) is not { Found: { } found } known)
        {
            return await _log.RefuseAsync(actor, Action, subject, new PointsActivityNotFound(), cancellation);
        }

        if (found.StartsAt > Now)
        {
            return await _log.RefuseAsync(actor, Action, subject, new PointsNotValid(new("活动还没有开始，开始后再确认。", "It has not begun; confirm once it has.")), cancellation);
        }

        var day = _calendar.Day(found.StartsAt);
        var isByHour = PointRules.On(day, known.Rules)?.Find(found.Rule)?.Unit == PointsUnit.Hour;
        return Result.Of(await _commands.GiveAllAsync("confirm", subject, actor,
        [
            .. people.Select(person => (Func<IPointsSight, Result<PointsChange>>)(sight => AwardDecisions.Give(
                sight, new AwardAsk(person.Account, found.Rule, found.Occasion, isByHour ? person.Minutes ?? found.Minutes : 1, day, actor.Id), Now, Today))),
        ], cancellation));
    }

    /// <summary>Gives points for what another feature tells: an accepted proposal, a confirmed repair. Null where the person has no account, or no rule of that day rewards it.</summary>
    /// <remarks>Called by the program, never by a page. The same occasion again changes nothing, also where its award was taken back since: what people decided about it stands.</remarks>
    public async Task<Result<PointsChange>?> RewardAsync(string community, StaffId person, string rule, string occasion, DateTimeOffset at, CancellationToken cancellation)
    {
        var day = _calendar.Day(at);
        var known = await _store.LookAsync(community, sight => (Member: sight.MemberOf(person), Rules: sight.Rules(), Given: Given(sight, person, occasion)), cancellation);
        if (known.Given is { } given)
        {
            return new PointsChange { IsThere = true, Entry = given };
        }

        if (known.Member is not { } member || PointRules.On(day, known.Rules)?.Find(rule) is not { Unit: PointsUnit.Time })
        {
            return null;
        }

        var ask = new AwardAsk(member.Account, rule, occasion, 1, day, Actor.ProgramId);
        return (await _commands.GiveAllAsync(
            "reward", occasion, Actor.Program(community),
            [sight => Given(sight, person, occasion) is { } there ? new PointsChange { IsThere = true, Entry = there } : AwardDecisions.Give(sight, ask, Now, Today)], cancellation))[0];
    }

    /// <summary>Takes an award back, with a reason.</summary>
    public Task<Result<PointsChange>> ReverseAsync(long entry, string reason, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Reverse, "reverse", $"points.entry:{entry}", actor, reason.Trim(),
        sight => ReasonProblem(reason) is { } wrong ? wrong : AwardDecisions.Reverse(sight, entry, Now), cancellation);

    /// <summary>Redeems one's own points; the answer holds the voucher.</summary>
    public Task<Result<PointsChange>> RedeemAsync(string reward, Actor resident, CancellationToken cancellation)
    {
        var key = resident.CommandKey ?? Guid.NewGuid();
        return _commands.GiveAsync(
            PointsCommand.Own, "redeem", $"points.reward:{reward}", resident, "",
            sight => sight.MemberOf(resident.Id) is { } me ? RedemptionDecisions.Redeem(sight, new RedemptionAsk(me.Account, reward, key, PointsVoucher.NewCode()), Now, Today) : new PointsMemberNotFound(), cancellation);
    }

    /// <summary>Redeems at the counter for somebody who stands there.</summary>
    public Task<Result<PointsChange>> RedeemForAsync(LedgerKey account, string reward, Actor actor, CancellationToken cancellation)
    {
        var key = actor.CommandKey ?? Guid.NewGuid();
        return _commands.GiveAsync(
            PointsCommand.Serve, "redeem-for", $"points.account:{account}", actor, reward,
            sight => sight.Member(account)?.Person == actor.Id ? new PointsOwnAward() : RedemptionDecisions.Redeem(sight, new RedemptionAsk(account, reward, key, PointsVoucher.NewCode()), Now, Today), cancellation);
    }

    /// <summary>Hands over what a voucher is for.</summary>
    public Task<Result<PointsChange>> HonourAsync(string code, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Serve, "honour", SubjectOf(code), actor, "", sight => RedemptionDecisions.Honour(sight, PointsVoucher.Tidy(code) ?? "", actor.Id, Now, _calendar), cancellation);

    /// <summary>Cancels somebody's voucher, with a reason; the points go back.</summary>
    public Task<Result<PointsChange>> CancelAsync(string code, string reason, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Serve, "cancel", SubjectOf(code), actor, reason.Trim(),
        sight => ReasonProblem(reason) is { } wrong ? wrong : RedemptionDecisions.Cancel(sight, PointsVoucher.Tidy(code) ?? "", null, actor.Id, Now, _calendar), cancellation);

    /// <summary>Gives back one's own voucher that was not used; the points go back.</summary>
    public Task<Result<PointsChange>> CancelOwnAsync(string code, Actor resident, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Own, "cancel-own", SubjectOf(code), resident, "",
        sight => sight.MemberOf(resident.Id) is { } me ? RedemptionDecisions.Cancel(sight, PointsVoucher.Tidy(code) ?? "", me.Account, resident.Id, Now, _calendar) : new PointsMemberNotFound(), cancellation);

    /// <summary>Puts things on the shelf, or takes them off it.</summary>
    public Task<Result<PointsChange>> StockAsync(string reward, int change, string reason, Actor actor, CancellationToken cancellation)
    {
        var key = actor.CommandKey ?? Guid.NewGuid();
        return _commands.GiveAsync(
            PointsCommand.Serve, "stock", $"points.reward:{reward}", actor, reason.Trim(), sight => RedemptionDecisions.Stock(sight, reward, change, key, actor.Id, Now, Today), cancellation);
    }

    /// <summary>Publishes the rules that a resolution carries.</summary>
    public Task<Result<PointsChange>> PublishAsync(RulesDraft draft, int resolution, Actor chair, CancellationToken cancellation) => _commands.GiveAsync(
        PointsCommand.Publish, "publish", $"topic:{resolution}", chair, "", sight => RulesDecisions.Publish(sight, draft, _resolutions.Find(chair.Community, resolution), Now, Today), cancellation);

    private static PointsEntry? Given(IPointsSight sight, StaffId person, string occasion) =>
        sight.MemberOf(person) is { } member ? sight.ByOp(PointsOps.Award(member.Account, occasion, attempt: 1)) : null;

    private static PointsNotValid? ReasonProblem(string reason) =>
        reason.Trim().Length is 0 or > MostReason ? new PointsNotValid(new($"请写明原因，不超过 {MostReason} 个字。", $"Say why, in at most {MostReason} characters.")) : null;

    // The audit is read by many and a voucher's code is as good as money: its first signs will do.
    private static string SubjectOf(string code) => PointsVoucher.Tidy(code) is { } tidy ? $"voucher:{tidy[..4]}" : "voucher:none";

    // The key names the account, so that a second tap finds the first one.
    private static LedgerKey AccountOf(Actor actor) =>
        actor.CommandKey is { } key ? LedgerKey.Of(new CanonicalBytes().Add("points.account").Add(key)) : PointsAccounts.New();
}
