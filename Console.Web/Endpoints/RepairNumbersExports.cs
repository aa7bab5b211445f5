using System.Globalization;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/repair-numbers.csv</c>: the figures of the page, and <c>/repair-steps.csv</c>: the steps they are counted from.</summary>
internal static class RepairNumbersExports
{
    private const int Month = 30;

    public static void MapRepairNumbersExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/repair-numbers.csv", FiguresAsync).RequireAuthorization(Staff);
        routes.MapGet("/repair-steps.csv", StepsAsync).RequireAuthorization(Staff);
    }

    private static AuthorizeAttribute Staff => new() { Roles = Roles.Staff };

    private static async Task<IResult> FiguresAsync(int? days, CurrentWorker me, RepairNumbersDesk desk, EstateCalendar calendar, CancellationToken cancellation)
    {
        var counted = await me.DoAsync(actor => desk.ReportAsync(days ?? Month, actor, cancellation));
        return counted.Succeeded ? Csv.File("repair-numbers.csv", ["by", "group", "figure", "value", "of"], Lines(counted.Value, calendar)) : Results.Forbid();
    }

    private static IEnumerable<IReadOnlyList<object?>> Lines(RepairFigures figures, EstateCalendar calendar) =>
    [
        ["all", "", "from", Written(figures.Span.From, calendar), null],
        ["all", "", "until", Written(figures.Span.Until, calendar), null],
        .. Lines("all", figures.All),
        .. figures.ByUnit.SelectMany(unit => Lines("unit", unit)),
        .. figures.ByService.SelectMany(service => Lines("service", service)),
        .. figures.Repeats.Select(repeat => (object?[])["service", repeat.Cause.Service.Value, $"repeats_at_{(repeat.Cause.IsAsset ? "asset" : "building")}_{repeat.Cause.Place}", repeat.Repairs.Count, null]),
    ];

    private static IEnumerable<IReadOnlyList<object?>> Lines(string by, RepairGroupFigures figures) =>
    [
        [by, figures.Group, "reported", figures.Reported, null],
        [by, figures.Group, "responded", figures.Responded.Met, figures.Responded.Of],
        [by, figures.Group, "resolved", figures.Resolved.Met, figures.Resolved.Of],
        [by, figures.Group, "satisfied", figures.Satisfied.Met, figures.Satisfied.Of],
        [by, figures.Group, "reopened", figures.Reopened.Met, figures.Reopened.Of],
        [by, figures.Group, "refused", figures.Refused.Met, figures.Refused.Of],
        [by, figures.Group, "median_hours", figures.MedianHours, null],
        .. figures.HoursIn.OrderBy(stay => stay.Key).Select(stay => (object?[])[by, figures.Group, $"mean_hours_in_{stay.Key}", stay.Value, null]),
    ];

    private static async Task<IResult> StepsAsync(int? days, CurrentWorker me, RepairNumbersDesk desk, EstateCalendar calendar, CancellationToken cancellation)
    {
        var listed = await me.DoAsync(actor => desk.ListStepsAsync(days ?? Month, actor, cancellation));
        return listed.Succeeded
            ? Csv.File("repair-steps.csv", ["repair", "step", "at", "kind", "state", "by", "detail", "service", "unit", "asset", "building", "due"], Steps(listed.Value, calendar))
            : Results.Forbid();
    }

    // Who a step is by stands as the account's id: the figures need to tell people apart, not to name them.
    private static IEnumerable<IReadOnlyList<object?>> Steps(IReadOnlyList<Repair> repairs, EstateCalendar calendar) =>
        from repair in repairs
        from step in repair.Steps
        select (object?[])
        [
            repair.Id, step.Number, Written(step.At, calendar), step.Kind.ToString(), step.State.ToString(), step.By.Value, Detail(step),
            repair.Service?.Value, repair.Unit?.Value, repair.Asset, repair.Building, Written(repair.DueAt, calendar),
        ];

    // Where to turn is written by hand and may name a person; every other detail is a code.
    private static string Detail(RepairStep step) => step.Kind == RepairStepKind.Refused ? "" : step.Detail;

    // Instants to the last digit, since a promise is kept or not by a hair.
    private static string? Written(DateTimeOffset? at, EstateCalendar calendar) =>
        at is { } instant ? calendar.Local(instant).ToString("O", CultureInfo.InvariantCulture) : null;
}
