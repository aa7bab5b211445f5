using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Wall;

/// <summary>A place as strangers may read it: building and unit, never the room (docs/decisions/wall.md).</summary>
internal static class WallPlaces
{
    /// <summary>Where an alert is.</summary>
    public static string Of(HomeDirectory homes, Alert alert, IStringLocalizer<WallText> text) =>
        alert.Area is { } area ? homes.NameOf(area).ToString() : Of(homes, alert.Home, text);

    /// <summary>The way to a home's entrance.</summary>
    public static string Of(HomeDirectory homes, HomeId home, IStringLocalizer<WallText> text) =>
        homes.Find(home)?.Address.Entrance?.ToString() ?? text["NoPlace"];
}
