using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Tests.Pages.Map;

/// <summary>Made-up registers for the map.</summary>
internal static class Estates
{
    public static GridCell Cell(int number) => new(new GridCellId("demo", $"g{number}"), $"第 {number} 网格");

    public static Building Building(int number, int cell) => new("demo", $"{number}", $"幸福里 {number} 号楼", new GridCellId("demo", $"g{cell}"));

    public static Home Home(string id, int building, int cell = 1) => new(
        new HomeId("demo", id), new Address($"{building}", $"幸福里 {building} 号楼", "1", id), new GridCellId("demo", $"g{cell}"), new Resident("张小明", "13812348000", 1940, LivesAlone: true));

    /// <summary>Known by its device only.</summary>
    public static Home Bare(string id) =>
        new(new HomeId("demo", id), new Address("", id, "", ""), new GridCellId("demo", "unassigned"), new Resident("", "", null, LivesAlone: true));
}
