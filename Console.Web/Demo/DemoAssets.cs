using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Web.Demo;

/// <summary>The things of the made-up estate that carry a plate. A community of a handful of homes has none.</summary>
internal sealed class DemoAssets(Estate estate, string name)
{
    /// <summary>So many homes at least, else nothing is made up: nobody would look for a lift in a community of six homes.</summary>
    internal const int FewestHomes = 12;

    /// <summary>道闸 at the north gate.</summary>
    internal const string Barrier = "P-001";

    /// <summary>The manhole at the east gate.</summary>
    internal const string Manhole = "R-001";

    private readonly Building[] _buildings = [.. DemoPeople.BuildingsOf(estate, name)];

    /// <summary>All of them, as stored for the first time.</summary>
    public IEnumerable<Asset> All() => estate.Homes.Length < FewestHomes ? [] : _buildings.SelectMany(OfBuilding).Concat(OfTheEstate());

    /// <summary>The lift of a building.</summary>
    internal static string LiftOf(int building) => Code("E", building);

    /// <summary>The entrance of a building.</summary>
    internal static string EntranceOf(int building) => Code("G", building);

    private IEnumerable<Asset> OfBuilding(Building building)
    {
        var number = int.Parse(building.Id, CultureInfo.InvariantCulture);
        yield return At(building, LiftOf(number), "电梯", ServiceCodes.Lift, SiteKind.Building, "1 单元");
        yield return At(building, EntranceOf(number), "单元门", ServiceCodes.Entrance, SiteKind.Building, "1 单元");
        yield return At(building, Code("L", number), "路灯", ServiceCodes.Lighting, SiteKind.Estate, number % 2 == 0 ? "南侧" : "北侧");
        if (number % 4 == 1)
        {
            yield return At(building, Code("M", (number / 4) + 1), "电表间", ServiceCodes.Power, SiteKind.Building, "一层东头");
            yield return At(building, Code("D", (number / 4) + 1), "雨水口", ServiceCodes.Drain, SiteKind.Estate, "楼前");
        }
    }

    private IEnumerable<Asset> OfTheEstate() =>
    [
        At(_buildings[0], "W-001", "二次供水泵房", ServiceCodes.Water, SiteKind.Building, "地下一层"),
        Near(1, "A-001", "儿童乐园", ServiceCodes.Amenity, "中心花园"),
        Near(2, "A-002", "健身器材", ServiceCodes.Amenity, "小广场"),
        Near(0, "A-003", "旧健身架", ServiceCodes.Amenity, "小广场") with { Retired = true },
        Near(3, Barrier, "北门道闸", ServiceCodes.Parking, "北门岗亭"),
        Near(_buildings.Length - 1, "P-002", "电动车充电棚", ServiceCodes.Parking, "南门内"),
        Near(3, "G-101", "北门人行门", ServiceCodes.Entrance, "北门"),
        Near(0, Manhole, "检查井", ServiceCodes.Road, "东门口人行道"),
        Near(0, "F-001", "室外消火栓", ServiceCodes.Fire, "东门内"),
    ];

    private Asset At(Building building, string code, string thing, ServiceCode service, SiteKind site, string place) => new(estate.Community, code)
    {
        Name = thing,
        Service = service,
        Site = site,
        Building = building.Id,
        Place = place,
        Latitude = building.Latitude,
        Longitude = building.Longitude,
        Version = 1,
    };

    // Of no building, thirty metres from one.
    private Asset Near(int building, string code, string thing, ServiceCode service, string place)
    {
        var nearest = _buildings[building % _buildings.Length];
        return new(estate.Community, code)
        {
            Name = thing,
            Service = service,
            Place = place,
            Latitude = nearest.Latitude + 0.0003,
            Longitude = nearest.Longitude,
            Version = 1,
        };
    }

    private static string Code(string letter, int number) => $"{letter}-{number.ToString("D3", CultureInfo.InvariantCulture)}";
}
