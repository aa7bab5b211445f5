using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Iot.Tests.Simulation;

public sealed class EstateTests
{
    private readonly Estate _estate = new(20261122, "demo", 300, 12, 6, MadeUp.Calendar);

    [Fact]
    public void Homes_OfTheDemo_FillTheirBuildingsAndCells()
    {
        Assert.Equal(300, _estate.Homes.Select(h => h.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(1, 12), _estate.Homes.Select(h => h.Building).Distinct().Order());
        Assert.Equal(Enumerable.Range(1, 6), _estate.Homes.Select(h => h.Cell).Distinct().Order());
        Assert.All(_estate.Homes, h => Assert.Matches("^[A-Za-z0-9_-]{1,64}$", h.Id.Home));
    }

    [Fact]
    public void Homes_OfTwoCommunities_AreOtherPeople()
    {
        var neighbour = new Estate(20261122, "heping", 6, 2, 1, MadeUp.Calendar);

        Assert.Empty(neighbour.Homes.Select(h => h.Id).Intersect(_estate.Homes.Select(h => h.Id)));
        Assert.NotEqual(neighbour.Homes.Select(h => h.Resident), _estate.Homes.Take(6).Select(h => h.Resident));
    }

    [Fact]
    public void Homes_MoreThanTheBuildingsHold_GetMoreBuildings()
    {
        var big = new Estate(1, "load", 3000, 12, 6, MadeUp.Calendar);

        Assert.Equal(3000, big.Homes.Select(h => h.Id).Distinct().Count());
        Assert.Equal(84, big.Buildings);
    }

    [Fact]
    public void Homes_AllHaveMetersAndADoorThatIsWatched()
    {
        Assert.All(_estate.Homes, h =>
        {
            Assert.Single(h.Devices, d => d.Kind == Core.Metering.DeviceKind.Water);
            Assert.Single(h.Devices, d => d.Kind == Core.Metering.DeviceKind.Power);
            Assert.Contains(h.Devices, d => d.Kind is Core.Metering.DeviceKind.Lock or Core.Metering.DeviceKind.Door);
            Assert.NotEmpty(h.Contacts);
        });
        Assert.Contains(_estate.Homes.SelectMany(h => h.Devices), d => d.Dialect == DeviceDialect.Tasmota);
        Assert.Contains(_estate.Homes.SelectMany(h => h.Devices), d => d.Dialect == DeviceDialect.Zigbee);
    }
}
