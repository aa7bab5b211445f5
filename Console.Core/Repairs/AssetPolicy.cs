using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>What an asset must look like.</summary>
public static class AssetPolicy
{
    /// <summary>Null when it is in order, else what is wrong.</summary>
    public static Problem? Refusal(Asset asset, HomeDirectory homes) =>
        !AssetCodes.IsValid(asset.Code)
            ? Invalid("编号用 2 至 12 个大写字母、数字和连字符，不用字母 I、O、Q。", "A code has 2 to 12 capital letters, digits and hyphens, and none of the letters I, O and Q.")
        : asset.Name.Length is 0 or > Asset.NameLength
            ? Invalid($"名称须有 1 至 {Asset.NameLength} 个字。", $"The name has 1 to {Asset.NameLength} characters.")
        : ServiceCatalogue.Find(asset.Service) is null ? new RepairServiceUnknown()
        : asset.Site == SiteKind.Home
            ? Invalid("住户家中的东西不挂牌。", "What stands in a home gets no plate.")
        : asset.Building.Length > 0 && !homes.Buildings(asset.Community).Any(building => building.Id == asset.Building)
            ? Invalid("楼栋须是本社区已登记的。", "The building must be one of this community.")
        : asset.Place.Length > Asset.PlaceLength || (asset.Building.Length == 0 && asset.Place.Length == 0)
            ? Invalid($"请写明在哪里：选楼栋，或写位置（不超过 {Asset.PlaceLength} 个字）。", $"Say where it is: choose a building, or describe the place in at most {Asset.PlaceLength} characters.")
        : !IsPosition(asset)
            ? Invalid("坐标不对：纬度 -90 到 90，经度 -180 到 180，两个都要，或都不填。", "Not a position: latitude -90 to 90 and longitude -180 to 180, both or neither.")
        : null;

    private static bool IsPosition(Asset asset) => (asset.Latitude, asset.Longitude) switch
    {
        (null, null) => true,
        ( >= -90 and <= 90, >= -180 and <= 180) => true,
        _ => false,
    };

    private static AssetNotValid Invalid(string zh, string en) => new(new Sentence(zh, en));
}
