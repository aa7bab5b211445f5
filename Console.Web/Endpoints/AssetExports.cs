using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Assets;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/assets.csv</c>: the list of things with the filters of its page.</summary>
internal static class AssetExports
{
    public static void MapAssetExports(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/assets.csv", AssetsAsync).RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Assets });

    private static async Task<IResult> AssetsAsync(
        string? search, string? state, CurrentWorker me, AssetDesk desk, AssetDirectory assets, RepairBoard board, HomeDirectory homes, CancellationToken cancellation)
    {
        var counted = await me.DoAsync(actor => desk.CountYearAsync(me.Community, actor, cancellation));
        if (!counted.Succeeded)
        {
            return Results.Forbid();
        }

        var lines = new AssetQuery(search, state).Apply(AssetLine.Of(assets.All(me.Community), homes.Buildings(me.Community), board.Latest(me.Community), counted.Value));
        return Csv.File(
            "assets.csv",
            ["code", "name", "service", "site", "building", "place", "latitude", "longitude", "retired", "repairs_in_a_year", "repairs_open"],
            lines.Select(line => (IReadOnlyList<object?>)
            [
                line.Asset.Code, line.Asset.Name, line.Asset.Service.Value, line.Asset.Site.ToString(), line.Asset.Building, line.Asset.Place,
                line.Asset.Latitude, line.Asset.Longitude, line.Asset.Retired ? "true" : "false", line.Year, line.Open,
            ]));
    }
}
