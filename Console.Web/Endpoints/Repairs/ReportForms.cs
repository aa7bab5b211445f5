using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Pages.Report;
using Microsoft.AspNetCore.Mvc;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary>Takes the forms of the reporters' pages. They carry an antiforgery token, which the framework checks, and answer with the page that says how it stands.</summary>
internal static class ReportForms
{
    /// <summary>Maps the forms.</summary>
    public static void MapReportForms(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/report").AllowAnonymous().ExcludeFromDescription();
        group.MapPost("", ReportAsync).RequireRateLimiting(RepairEndpoints.Limit);
        group.MapGet("/look", Look);
        group.MapPost("/{Number:int}/confirm", ConfirmAsync).RequireRateLimiting(RepairEndpoints.Limit);
        group.MapPost("/{Number:int}/not-fixed", NotFixedAsync).RequireRateLimiting(RepairEndpoints.Limit);
        group.MapPost("/{Number:int}/rate", RateAsync).RequireRateLimiting(RepairEndpoints.Limit);
        group.MapPost("/{Number:int}/erase", EraseAsync).RequireRateLimiting(RepairEndpoints.Limit);
    }

    private static async Task<IResult> ReportAsync([FromForm] ReportForm form, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk, AssetDirectory assets, HomeDirectory homes)
    {
        var actor = await callers.ActorAsync(context, me);

        // No token: a report once sent is kept even if the phone has lost its link.
        var result = actor.Succeeded
            ? await desk.ReportAsync(form.ToReport(assets.InUse(actor.Value.Community, form.Asset), homes.Buildings(actor.Value.Community)), actor.Value with { CommandKey = form.Key }, CancellationToken.None)
            : actor.Problem;
        return result.Succeeded
            ? Results.LocalRedirect(Address(result.Value.Repair.Id.Value, result.Value.Code, "new=true"))
            : Results.LocalRedirect("/report?refused=" + result.Problem.Code);
    }

    private static IResult Look(string? number, string? code) =>
        int.TryParse(number, out var known) && known > 0 ? Results.LocalRedirect(Address(known, code, "")) : Results.BadRequest();

    private static Task<IResult> ConfirmAsync([FromRoute(Name = "Number")] int number, [FromForm] string? code, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        SayAsync(number, code, "confirmed", context, me, callers, actor => desk.ConfirmAsync(new RepairId(number), code, actor, CancellationToken.None));

    private static Task<IResult> NotFixedAsync(
        [FromRoute(Name = "Number")] int number, [FromForm] string? code, [FromForm] string? note, [FromForm] string? photos, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        SayAsync(number, code, "not-fixed", context, me, callers, actor => desk.NotFixedAsync(new RepairId(number), code, note ?? "", PhotoField.Split(photos), actor, CancellationToken.None));

    private static Task<IResult> RateAsync(
        [FromRoute(Name = "Number")] int number, [FromForm] string? code, [FromForm] int? rating, [FromForm] string? comment, HttpContext context, CurrentWorker me, RepairCallers callers,
        ReportDesk desk) =>
        SayAsync(number, code, "rated", context, me, callers, actor => desk.RateAsync(new RepairId(number), code, rating ?? 0, comment ?? "", actor, CancellationToken.None));

    private static Task<IResult> EraseAsync([FromRoute(Name = "Number")] int number, [FromForm] string? code, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        SayAsync(number, code, "erased", context, me, callers, actor => desk.EraseOwnAsync(new RepairId(number), code, actor, CancellationToken.None));

    private static async Task<IResult> SayAsync(
        int number, string? code, string said, HttpContext context, CurrentWorker me, RepairCallers callers, Func<Actor, Task<Result<Repair>>> say)
    {
        var actor = await callers.ActorAsync(context, me);
        var result = actor.Succeeded ? await say(actor.Value) : actor.Problem;
        return Results.LocalRedirect(Address(number, code, result.Succeeded ? "said=" + said : "refused=" + result.Problem.Code));
    }

    private static string Address(int number, string? code, string more)
    {
        var query = string.Join('&', new[] { string.IsNullOrEmpty(code) ? "" : "code=" + Uri.EscapeDataString(code), more }.Where(part => part.Length > 0));
        return $"/report/{number}" + (query.Length > 0 ? "?" + query : "");
    }
}
