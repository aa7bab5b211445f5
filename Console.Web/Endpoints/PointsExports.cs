using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Points;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/points/statement.csv</c>: a resident's own points; <c>/points/ledger.csv</c>: the ledger for everybody, without a word that tells whose an entry is.</summary>
internal static class PointsExports
{
    // Newest first; older ones by ?before=NUMBER, so that no request reads a million rows.
    private const int Most = 20_000;

    public static void MapPointsExports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/points/statement.csv", StatementAsync).RequireAuthorization(policy => policy.RequireRole(Roles.Residents));
        routes.MapGet("/points/ledger.csv", LedgerAsync).AllowAnonymous();
    }

    private static async Task<IResult> StatementAsync(CurrentWorker me, PointsReader reader, IStringLocalizer<PointsText> text, EstateCalendar calendar, CancellationToken cancellation)
    {
        var actor = await me.ActorAsync(cancellation);
        var statement = actor.Succeeded ? await reader.StatementAsync(actor.Value, cancellation) : actor.Problem;
        return !statement.Succeeded ? Results.Forbid() : Csv.File(
            "points-statement.csv",
            ["entry", "time", "kind", "what", "points", "rules_version", "undoes", "undone", "hash"],
            statement.Value.Reverse().Select(entry => (IReadOnlyList<object?>)
            [
                entry.Number, calendar.Local(entry.At), entry.Kind.ToString(), PointsWords.Of(entry, text), entry.Change, entry.Version, entry.Undoes == 0 ? null : entry.Undoes, entry.IsUndone ? 1 : 0, entry.Hash,
            ]));
    }

    private static async Task<IResult> LedgerAsync(
        long? before, HttpContext context, PointsReader reader, IStringLocalizer<PointsText> text, EstateCalendar calendar, IOptions<CommunityOptions> community, CancellationToken cancellation)
    {
        var own = context.User.FindFirst(AccountClaims.Community)?.Value;
        var entries = await reader.LedgerAsync(string.IsNullOrEmpty(own) ? community.Value.Id : own, before ?? long.MaxValue, Most, cancellation);
        return Csv.File(
            "points-ledger.csv",
            ["entry", "day", "kind", "what", "points", "rules_version", "undoes", "undone", "hash"],
            entries.Select(entry => (IReadOnlyList<object?>)
            [
                entry.Number, calendar.Day(entry.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), entry.Kind.ToString(), PointsWords.Of(entry, text), entry.Change, entry.Version,
                entry.Undoes == 0 ? null : entry.Undoes, entry.IsUndone ? 1 : 0, entry.Hash,
            ]));
    }
}
