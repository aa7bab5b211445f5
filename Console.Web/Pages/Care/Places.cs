using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>A home's place in one line.</summary>
internal static class Places
{
    /// <summary>Where an alert is: a home's address, or an area's name.</summary>
    public static string Of(HomeDirectory homes, Alert alert) => alert.Area is { } area ? homes.NameOf(area).ToString() : Of(homes, alert.Home);

    /// <summary>幸福里 7 号楼 2 单元 301; the home's id where it is not registered with an address yet.</summary>
    public static string Of(HomeDirectory homes, HomeId id) =>
        homes.Find(id) is { Address.BuildingName.Length: > 0 } home ? home.Address.Text.ToString().TrimEnd(' ', ',') : id.Home;
}
