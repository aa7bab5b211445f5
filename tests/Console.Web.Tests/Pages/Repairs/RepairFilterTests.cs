using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Pages.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Repairs;

public sealed class RepairFilterTests
{
    private static readonly RepairFilter All = new(null, null, Mine: false, Late: false);

    [Fact]
    public async Task Shows_ByServiceUnitWorkerAndTime()
    {
        await using var room = Fresh();
        var repair = await room.InAsync(RepairState.Working);
        var due = repair.DueAt!.Value;

        Assert.True(All.Shows(repair, Ma.Id, due));
        Assert.True((All with { Service = repair.Service, Unit = repair.Unit, Mine = true, Late = true }).Shows(repair, Ma.Id, due));
        Assert.False((All with { Service = ServiceCodes.Lift }).Shows(repair, Ma.Id, due));
        Assert.False((All with { Unit = new UnitId("nobody") }).Shows(repair, Ma.Id, due));
        Assert.False((All with { Mine = true }).Shows(repair, Qin.Id, due));
        Assert.False((All with { Late = true }).Shows(repair, Ma.Id, due.AddSeconds(-1)));
    }

    [Fact]
    public async Task Late_WhatWaitsForADay_IsNotLateBeforeThatDay()
    {
        await using var room = Fresh();
        var repair = await room.InAsync(RepairState.Waiting);
        var until = repair.WaitsUntil!.Value;
        Assert.True(until > repair.DueAt);

        Assert.False((All with { Late = true }).Shows(repair, Ma.Id, until.AddSeconds(-1)));
        Assert.True((All with { Late = true }).Shows(repair, Ma.Id, until));
    }

    [Fact]
    public void Address_SaysTheWholeFilter()
    {
        Assert.Equal("/repairs", All.Address);
        Assert.Equal(
            "/repairs?service=lift&unit=lift-company&mine=true&late=true&tab=Waiting&at=building%3A7&view=map",
            new RepairFilter(ServiceCodes.Lift, new UnitId("lift-company"), true, true, "Waiting", "building:7", Map: true).Address);
    }
}
