using System.Globalization;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/numbers.csv</c>: the figures of the page, and <c>/numbers-steps.csv</c>: the steps they are counted from.</summary>
internal static class NumbersExports
{
    private const int Week = 7;

    public static void MapNumbersExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/numbers.csv", FiguresAsync).RequireAuthorization(Care);
        routes.MapGet("/numbers-steps.csv", StepsAsync).RequireAuthorization(Care);
    }

    private static AuthorizeAttribute Care => new() { Roles = Roles.Care };

    private static async Task<IResult> FiguresAsync(int? days, CurrentWorker me, NumbersDesk desk, EstateCalendar calendar, CancellationToken cancellation)
    {
        var counted = await me.DoAsync(actor => desk.ReportAsync(me.Community, days ?? Week, actor, cancellation));
        return counted.Succeeded ? Csv.File("numbers.csv", ["figure", "value", "of"], Lines(counted.Value, calendar)) : Results.Forbid();
    }

    private static IEnumerable<IReadOnlyList<object?>> Lines(NumbersReport report, EstateCalendar calendar)
    {
        var (response, load) = (report.Response, report.Load);
        yield return ["from", calendar.Local(report.Span.From), null];
        yield return ["until", calendar.Local(report.Span.Until), null];
        yield return ["paged", response.Paged, null];
        foreach (var share in response.Taken)
        {
            yield return [$"taken_within_{share.Limit.TotalSeconds:0}_s", share.Within, share.Of];
        }

        yield return ["taken_median_s", response.TakenMedian, null];
        yield return ["taken_worst_s", response.TakenWorst, null];
        foreach (var share in response.AtDoor)
        {
            yield return [$"at_door_within_{share.Limit.TotalMinutes:0}_min", share.Within, share.Of];
        }

        yield return ["door_median_s", response.DoorMedian, null];
        yield return ["door_worst_s", response.DoorWorst, null];
        yield return ["shown", load.Shown, null];
        yield return ["operator_hours", load.OperatorHours, null];
        yield return ["attention", load.Attention, null];
        yield return ["urgent", load.Urgent, null];
        yield return ["critical", load.Critical, null];
        yield return ["peak_in_10_min", load.Peak, null];
        yield return ["flood_share", load.FloodShare, null];
        yield return ["standing_over_24_h", load.Standing, null];
        yield return ["shelved_now", load.Shelf.Now, null];
        yield return ["shelved_longest_s", load.Shelf.Longest, null];
        yield return ["shelved_times", load.Shelf.Times, null];
        yield return ["chattering_sources", load.Chattering, null];
        foreach (var cell in report.Cells)
        {
            yield return [$"needed_in_{cell.Cell?.Cell ?? "no_cell"}", cell.Needed, cell.Total];
        }
    }

    private static async Task<IResult> StepsAsync(int? days, CurrentWorker me, NumbersDesk desk, EstateCalendar calendar, CancellationToken cancellation)
    {
        var listed = await me.DoAsync(actor => desk.ListStepsAsync(me.Community, days ?? Week, actor, cancellation));
        return listed.Succeeded
            ? Csv.File("numbers-steps.csv", ["alert", "home", "cell", "kind", "decided_at", "cleared_at", "at", "by", "step", "detail", "visit", "clock_from", "promised_by"], Steps(listed.Value, calendar))
            : Results.Forbid();
    }

    // Instants to the last digit, since a limit is kept or not by a hair. Who a step is by stands as the account's id: the figures need to tell people apart, not to name them.
    private static IEnumerable<IReadOnlyList<object?>> Steps(IReadOnlyList<CountedAlert> counted, EstateCalendar calendar)
    {
        foreach (var (alert, visits) in counted)
        {
            foreach (var step in alert.Steps)
            {
                yield return Line(alert, step.At, step.By, step.Kind.ToString(), step.Detail, null);
            }

            foreach (var (visit, step) in visits.SelectMany(visit => visit.Steps.Select(step => (visit, step))))
            {
                yield return Line(alert, step.At, step.By, $"Visit.{step.Kind}", "", visit);
            }
        }

        object?[] Line(Alert alert, DateTimeOffset at, StaffId by, string step, string detail, Visit? visit) =>
        [
            alert.Id, alert.Home.Home, alert.Cell?.Cell, alert.Kind.ToString(), Written(alert.DecidedAt), Written(alert.ClearedAt), Written(at), by.Value, step, detail, visit?.Id,
            Written(visit?.ClockFrom), Written(visit?.PromisedBy),
        ];

        string? Written(DateTimeOffset? at) => at is { } instant ? calendar.Local(instant).ToString("O", CultureInfo.InvariantCulture) : null;
    }
}
