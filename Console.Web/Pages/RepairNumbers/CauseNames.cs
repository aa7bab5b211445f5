using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Pages.Repairs;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.RepairNumbers;

/// <summary>What a cause of repairs is called on a screen.</summary>
public sealed class CauseNames(HomeDirectory homes, AssetDirectory assets, IStringLocalizer<RepairNumbersText> text)
{
    /// <summary>Where: the thing, the building, or somewhere on the estate.</summary>
    public string PlaceOf(RepairCause cause, string community)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return cause.IsAsset ? ThingOf(cause.Place, community)
            : cause.Place.Length == 0 ? text["Elsewhere"]
            : BuildingOf(cause.Place, community);
    }

    /// <summary>What kind of thing.</summary>
    public string ServiceOf(RepairCause cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        return cause.Service == RepairCause.Unsorted ? text["Unsorted"] : RepairNames.Of(cause.Service);
    }

    // With the building it belongs to; by its code alone where the list of assets does not know it.
    private string ThingOf(string code, string community) => assets.Find(community, code) is not { } asset ? text["Asset", code]
        : asset.Building.Length > 0 ? $"{BuildingOf(asset.Building, community)} {asset.Label}"
        : $"{asset.Place} {asset.Label}".TrimStart();

    private string BuildingOf(string building, string community) => homes.NameOf(new AreaId(community, AreaKind.Building, building)).ToString();
}
