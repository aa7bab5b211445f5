using System.Globalization;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/improvements.csv</c>: every improvement and whether it helped, and <c>/improvement-causes.csv</c>: what broke again and again in a month.</summary>
internal static class ImprovementExports
{
    public static void MapImprovementExports(this IEndpointRouteBuilder routes)
    {
        var readers = new AuthorizeAttribute { Roles = Roles.Improvements };
        routes.MapGet("/improvements.csv", ImprovementsAsync).RequireAuthorization(readers);
        routes.MapGet("/improvement-causes.csv", CausesAsync).RequireAuthorization(readers);
    }

    private static async Task<IResult> ImprovementsAsync(CurrentWorker me, ImprovementReader reader, EstateCalendar calendar, TimeProvider time, CancellationToken cancellation)
    {
        var listed = await me.DoAsync(actor => reader.ListAsync(EstateMonth.Of(time.GetUtcNow(), calendar), actor, cancellation));
        return listed.Succeeded
            ? Csv.File(
                "improvements.csv",
                [
                    "improvement", "place_kind", "place", "service", "state", "owner_kind", "owner", "due_on", "overdue", "begun_at", "ended_at", "plan", "outcome",
                    "repairs_30_days_before", "repairs_30_days_after", "repairs_90_days_before", "repairs_90_days_after", "days_since",
                ],
                Lines(listed.Value, calendar, calendar.Day(time.GetUtcNow())))
            : Results.Forbid();
    }

    // The owner stands as the account's or the unit's id, as in the export of steps.
    private static IEnumerable<IReadOnlyList<object?>> Lines(ImprovementList list, EstateCalendar calendar, DateOnly today) =>
        from improvement in list.Improvements
        let effect = list.Effects.GetValueOrDefault(improvement.Id)
        let terms = improvement.Terms
        select (object?[])
        [
            improvement.Id.ToString(), Kind(improvement.Cause), improvement.Place, improvement.Service.Value, improvement.State.ToString(),
            terms.Unit is null ? "person" : "unit", terms.Unit?.Value ?? terms.Person?.Value, terms.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), improvement.IsOverdue(today) ? 1 : 0,
            calendar.Local(improvement.CreatedAt), improvement.EndedAt is { } ended ? calendar.Local(ended) : null, terms.Plan, improvement.Outcome,
            effect?.Before30, effect?.After30, effect?.Before90, effect?.After90, effect?.Days,
        ];

    private static async Task<IResult> CausesAsync(string? month, CurrentWorker me, ImprovementReader reader, EstateCalendar calendar, TimeProvider time, CancellationToken cancellation)
    {
        var wanted = EstateMonth.TryParse(month, out var asked) ? asked : EstateMonth.Of(time.GetUtcNow(), calendar);
        var listed = await me.DoAsync(actor => reader.ListAsync(wanted, actor, cancellation));
        return listed.Succeeded
            ? Csv.File(
                "improvement-causes.csv", ["month", "place_kind", "place", "service", "repairs", "not_fixed", "low_ratings", "numbers", "improvement"],
                listed.Value.Causes.Select(line => (object?[])
                [
                    wanted.ToString(), Kind(line.Cause), line.Cause.Place, line.Cause.Service.Value, line.Repairs.Count, line.NotFixed, line.LowRatings,
                    string.Join(' ', line.Repairs), listed.Value.Of(line.Cause)?.State.ToString(),
                ]))
            : Results.Forbid();
    }

    private static string Kind(RepairCause cause) => cause.IsAsset ? "asset" : cause.Place.Length > 0 ? "building" : "estate";
}
