using CommunityConsole.Core.Community;
using CommunityConsole.Web.Pages.Map;

namespace CommunityConsole.Web.Tests.Pages.Map;

public sealed class EstateOutlineTests
{
    [Fact]
    public void Of_BuildingsInAnyOrder_AreInTheOrderOfTheirNumbers()
    {
        var outline = EstateOutline.Of([Estates.Cell(10), Estates.Cell(2)], [Estates.Building(12, 2), Estates.Building(3, 10), Estates.Building(2, 2)], []);

        Assert.Equal(["cell:g2", "cell:g10"], outline.Cells.Select(cell => cell.Key));
        Assert.Equal(["building:2", "building:12"], outline.Cells[0].Buildings.Select(building => building.Key));
    }

    [Fact]
    public void Of_HomesNobodyHasPlaced_StandInAPlaceOfTheirOwnAtTheEnd()
    {
        var outline = EstateOutline.Of([Estates.Cell(1)], [Estates.Building(1, 1)], [Estates.Bare("x1"), Estates.Home("a", 1), Estates.Bare("x2")]);

        Assert.Equal(["cell:g1", "cell:"], outline.Cells.Select(cell => cell.Key));
        Assert.Equal([EstateOutline.NoBuilding], outline.Cells[1].Buildings.Select(building => building.Key));
    }

    [Fact]
    public void Of_BuildingThatOnlyAHomeNames_IsDrawnInThatHomesCell()
    {
        var outline = EstateOutline.Of([Estates.Cell(1), Estates.Cell(2)], [Estates.Building(1, 1)], [Estates.Home("a", 9, cell: 2)]);

        Assert.Equal("幸福里 9 号楼", Assert.Single(outline.Cells[1].Buildings).Name);
    }

    [Fact]
    public void Equals_SameRegisterReadTwice_IsTheSameOutlineAndARenamedBuildingIsNot()
    {
        GridCell[] cells = [Estates.Cell(1)];

        var one = EstateOutline.Of(cells, [Estates.Building(1, 1)], []);

        Assert.Equal(one, EstateOutline.Of(cells, [Estates.Building(1, 1)], []));
        Assert.NotEqual(one, EstateOutline.Of(cells, [Estates.Building(1, 1) with { Name = "新楼" }], []));
    }
}
