using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Morning;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/morning.csv</c>: the whole morning list with the filters of its page, names masked as there; those to call first, by risk.</summary>
internal static class MorningExports
{
    public static void MapMorningExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/morning.csv", MorningAsync).RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Care });

    private static async Task<IResult> MorningAsync(string? cell, string? q, CurrentWorker me, MorningDesk desk, EstateCalendar calendar, CancellationToken cancellation)
    {
        var actor = await me.ActorAsync(cancellation);
        var found = actor.Succeeded ? desk.Look(me.Community, actor.Value) : actor.Problem;
        if (!found.Succeeded)
        {
            return Results.Forbid();
        }

        var list = found.Value;
        var lines = new MorningQuery(cell, q).Apply([.. list.ByRisk(line => line.IsToCall), .. list.ByRisk(line => !line.IsToCall).OrderBy(line => line.Group)], me.Role);
        return Csv.File(
            $"morning-{list.Morning.Day:yyyy-MM-dd}.csv",
            ["home", "address", "resident", "group", "unwatched", "last_sign", "answered_at", "answered_by", "away_until", "last_call", "last_call_outcome", "unanswered", "visit"],
            lines.Select(line => (IReadOnlyList<object?>)
            [
                line.Home.Id.Home, line.Home.Address.Text.ToString(), PersonalData.Of(line.Home, me.Role).Name, line.Group.ToString(), line.Unwatched ? "yes" : "no",
                Local(line.LastSign), Local(line.Answer?.At), line.Answer?.ByName, Local(line.Away?.Until),
                Local(line.LastCall?.At), line.LastCall?.Outcome.ToString(), line.Unanswered, line.VisitState?.ToString(),
            ]));

        DateTimeOffset? Local(DateTimeOffset? instant) => instant is { } at ? calendar.Local(at) : null;
    }
}
