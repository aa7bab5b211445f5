using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Assets;

/// <summary>Where a thing is, as people say it.</summary>
public static class AssetPlaces
{
    /// <summary>幸福里 3 号楼 北侧.</summary>
    public static string Of(Asset asset, IEnumerable<Building> buildings) =>
        $"{buildings.FirstOrDefault(building => building.Id == asset.Building)?.Name} {asset.Place}".Trim();

    /// <summary>The place a report by its plate names: 幸福里 3 号楼 北侧，路灯 L-012.</summary>
    public static string LocationOf(Asset asset, IEnumerable<Building> buildings)
    {
        var location = $"{Of(asset, buildings)}，{asset.Label}";
        return location.Length <= Repair.LineLength ? location : location[..Repair.LineLength];
    }
}
