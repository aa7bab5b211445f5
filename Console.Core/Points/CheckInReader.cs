using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>A check-in with the person whose it is.</summary>
public sealed record CheckInView(CheckIn CheckIn, PointsMember Member);

/// <summary>The activity's own screen, for who runs it.</summary>
/// <param name="Activity">Which.</param>
/// <param name="Rule">What rewards it.</param>
/// <param name="Terms">How people check in; null where it takes no check-ins.</param>
/// <param name="CheckIns">Newest first.</param>
public sealed record ActivityScreen(PointsActivity Activity, PointRule? Rule, CheckInTerms? Terms, IReadOnlyList<CheckInView> CheckIns);

/// <summary>The activity as a resident sees it: nothing of its key.</summary>
/// <param name="Activity">Which.</param>
/// <param name="Rule">What rewards it.</param>
/// <param name="OpensAt">When checking in begins; null where the activity takes no check-ins.</param>
/// <param name="ClosesAt">When it ends.</param>
/// <param name="Radius">How near one must be, in metres; null where the place is not asked.</param>
/// <param name="Mine">The resident's own check-in; null while there is none.</param>
/// <param name="Appeal">The resident's appeal; null where there is none.</param>
/// <param name="IsMember">Whether the resident has an account.</param>
public sealed record MyCheckIn(
    PointsActivity Activity, PointRule? Rule, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, int? Radius, CheckIn? Mine, PointsAppeal? Appeal, bool IsMember);

/// <summary>An unusual pattern with names.</summary>
public sealed record PatternView(CheckInPattern Pattern, PointsActivity? Activity, IReadOnlyList<PointsMember> Members);

/// <summary>An appeal with the person whose it is.</summary>
public sealed record AppealView(PointsAppeal Appeal, PointsActivity? Activity, PointsMember? Member);

/// <summary>What somebody should look at.</summary>
/// <param name="Samples">Check-ins drawn for a look that nobody has taken yet.</param>
/// <param name="Patterns">What is unusual, newest first.</param>
/// <param name="Appeals">Open ones first, the most urgent first.</param>
public sealed record CheckInReview(IReadOnlyList<(CheckInView View, PointsActivity? Activity)> Samples, IReadOnlyList<PatternView> Patterns, IReadOnlyList<AppealView> Appeals);

/// <summary>Shows check-ins to who runs an activity, to who looks for what is unusual, and their own to residents. Checks rights itself.</summary>
public sealed class CheckInReader(IPointsStore store, EstateCalendar calendar, TimeProvider time)
{
    private const int ReviewDays = 30;
    private const int MostAppeals = 100;

    /// <summary>The screen of an activity.</summary>
    public async Task<Result<ActivityScreen>> ScreenAsync(Guid activity, Actor actor, CancellationToken cancellation) =>
        PointsRights.Table.Refusal(PointsCommand.Confirm, actor, actor.Community) is { } denied ? denied
        : await store.LookAsync<Result<ActivityScreen>>(actor.Community, sight => sight.Activity(activity) is not { } found
            ? new PointsActivityNotFound()
            : new ActivityScreen(found, RuleOf(sight, found), sight.CheckInTerms(activity), [.. Views(sight, sight.CheckIns(activity)).OrderByDescending(view => view.CheckIn.At)]), cancellation);

    /// <summary>An activity for the resident who wants to check in.</summary>
    public async Task<Result<MyCheckIn>> MineAsync(Guid activity, Actor resident, CancellationToken cancellation) =>
        PointsRights.Table.Refusal(PointsCommand.Own, resident, resident.Community) is { } denied ? denied
        : await store.LookAsync<Result<MyCheckIn>>(resident.Community, sight =>
        {
            if (sight.Activity(activity) is not { } found)
            {
                return new PointsActivityNotFound();
            }

            var (terms, member) = (sight.CheckInTerms(activity), sight.MemberOf(resident.Id));
            return new MyCheckIn(
                found, RuleOf(sight, found), terms?.OpensAt, terms?.ClosesAt, terms?.Spot?.Radius,
                member is null ? null : sight.CheckIn(activity, member.Account), member is null ? null : sight.Appeal(activity, member.Account), member is not null);
        }, cancellation);

    /// <summary>What is to be looked at.</summary>
    public async Task<Result<CheckInReview>> ReviewAsync(Actor actor, CancellationToken cancellation) =>
        PointsRights.Table.Refusal(PointsCommand.Confirm, actor, actor.Community) is { } denied ? denied
        : await store.LookAsync<Result<CheckInReview>>(actor.Community, sight =>
        {
            var recent = sight.CheckInsSince(time.GetUtcNow().AddDays(-ReviewDays));
            var activities = recent.Select(one => one.Activity).Distinct().ToDictionary(id => id, sight.Activity);
            var terms = activities.Keys.Select(sight.CheckInTerms).OfType<CheckInTerms>().ToDictionary(each => each.Activity);
            return new CheckInReview(
                [.. Views(sight, recent.Where(one => one is { IsDrawn: true, State: CheckInState.Counted })).OrderBy(view => view.CheckIn.At).Select(view => (view, activities[view.CheckIn.Activity]))],
                [.. CheckInPatterns.Of(recent, terms).Select(pattern => new PatternView(pattern, activities[pattern.Activity], [.. pattern.Accounts.Select(sight.Member).OfType<PointsMember>()]))],
                [.. sight.Appeals(MostAppeals).OrderBy(appeal => appeal.Granted is not null).ThenBy(appeal => appeal.DueOn).Select(appeal => new AppealView(appeal, sight.Activity(appeal.Activity), sight.Member(appeal.Account)))]);
        }, cancellation);

    private PointRule? RuleOf(IPointsSight sight, PointsActivity activity) => PointRules.On(calendar.Day(activity.StartsAt), sight.Rules())?.Find(activity.Rule);

    private static IEnumerable<CheckInView> Views(IPointsSight sight, IEnumerable<CheckIn> checkIns) => checkIns
        .Select(one => (CheckIn: one, Member: sight.Member(one.Account)))
        .Where(each => each.Member is not null)
        .Select(each => new CheckInView(each.CheckIn, each.Member!));
}
