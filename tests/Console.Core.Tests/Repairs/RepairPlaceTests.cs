using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

public sealed class RepairPlaceTests
{
    private static readonly Building[] Buildings =
    [
        new("demo", "7", "7 号楼", new GridCellId("demo", "g1")) { Latitude = 31.2, Longitude = 121.4 },
        new("demo", "8", "8 号楼", new GridCellId("demo", "g2")) { Latitude = 31.201, Longitude = 121.4 },
        new("demo", "9", "9 号楼", new GridCellId("demo", "g3")),
    ];

    private static readonly Repair Nowhere = Repair.Report(Riddle, Zheng, null, Noon);

    [Fact]
    public void Of_TheBuildingSaidComesFirst_ThenThatOfTheThing()
    {
        Assert.Equal("building:9", Place(Nowhere with { Building = "9" }, Lamp));
        Assert.Equal("building:7", Place(Nowhere, Lamp));
    }

    [Fact]
    public void Of_AThingOrAReportWithAPositionOnly_IsInTheCellOfTheNearestBuilding()
    {
        Assert.Equal("cell:g2", Place(Nowhere, Lamp with { Building = "", Latitude = 31.2007 }));
        Assert.Equal("cell:g1", Place(Nowhere with { Latitude = 31.2002, Longitude = 121.4 }, Lamp with { Building = "", Latitude = 31.201 }));
    }

    [Fact]
    public void Of_WhatLiesFarOff_OrSaysNothing_IsNowhere()
    {
        Assert.Null(Place(Nowhere, null));
        Assert.Null(Place(Nowhere with { Latitude = 31.3, Longitude = 121.4 }, null));
        Assert.Null(Place(Nowhere, Lamp with { Building = "", Latitude = null, Longitude = null }));
    }

    private static string? Place(Repair repair, Asset? asset) => RepairPlace.Of(repair, asset, Buildings)?.Text;
}
