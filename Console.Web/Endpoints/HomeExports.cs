using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Homes;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/homes.csv</c>: the list of homes with the filters of its page, names masked as there.</summary>
internal static class HomeExports
{
    public static void MapHomeExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/homes.csv", Homes).RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Care });

    private static IResult Homes(
        string? search, string? state, CurrentWorker me, HomeDirectory homes, WatchKeeper keeper, AlertBoard alerts, ConsentBook consents, EstateCalendar calendar, TimeProvider time)
    {
        var lines = new HomeQuery(search, state).Apply(HomeLine.Of(me.Community, me.Role, homes, keeper, alerts, consents, time.GetUtcNow()));
        return Csv.File(
            "homes.csv",
            ["home", "address", "resident", "watch", "presence", "last_sign", "open_alerts", "consent", "consent_until"],
            lines.Select(line => (IReadOnlyList<object?>)
            [
                line.Home.Id.Home, line.Home.Address.Text.ToString(), line.Resident, line.Watch?.ToString() ?? "NotWatched",
                line.Said?.Presence.ToString() ?? (line.Picture?.Presence ?? Presence.Unknown).ToString(),
                line.Picture?.LastSign is { } sign ? calendar.Local(sign) : null, line.Alerts.Count, line.Consent.ToString(), line.LastDay?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ]));
    }
}
