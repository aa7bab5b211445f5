using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>Who keeps the list of the estate's things, what is kept, and what a plate adds to a report.</summary>
public sealed class AssetDeskTests : IAsyncLifetime
{
    private readonly RepairRoom _room = Fresh();

    public async Task InitializeAsync()
    {
        var cell = new GridCell(new GridCellId("demo", "g1"), "第一网格");
        await _room.Stores.Homes.PutAsync(new HomeRegister([cell], [new Building("demo", "7", "幸福里 7 号楼", cell.Id)], []), Entry(), default);
        await _room.Homes.LoadAsync(default);
    }

    public Task DisposeAsync() => _room.DisposeAsync().AsTask();

    [Fact]
    public async Task Add_Change_Retire_AreKeptAndOnTheLogWithWhatStoodBefore()
    {
        var added = (await _room.Things.AddAsync(Lamp with { Name = " 路灯 " }, Zhou, default)).Value;
        var changed = (await _room.Things.ChangeAsync(added with { Place = "南侧", Retired = true }, Gu, default)).Value;
        var retired = (await _room.Things.RetireAsync(changed, true, Zhou, default)).Value;
        var back = (await _room.Things.RetireAsync(retired, false, Zhou, default)).Value;

        Assert.Equal(Lamp with { Version = 1 }, added);
        Assert.Equal(("南侧", false), (changed.Place, changed.Retired));   // whether it is gone is a step of its own
        Assert.True(retired.Retired);
        Assert.Equal(back, _room.Assets.Find("demo", "l-o12"));
        Assert.Equal([back], await _room.Stores.Assets.LoadAsync(default));
        var log = (await _room.AuditAsync()).Where(record => record.Action.StartsWith("asset.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["asset.add", "asset.change", "asset.retire", "asset.retire"], log.Select(record => record.Action));
        Assert.Contains("北侧", log[1].Details!.Before, StringComparison.Ordinal);
        Assert.Contains("南侧", log[1].Details!.After, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_OfACodeInUseOrRetired_IsRefused()
    {
        var added = (await _room.Things.AddAsync(Lamp, Zhou, default)).Value;

        Assert.IsType<AssetCodeTaken>((await _room.Things.AddAsync(Lamp, Zhou, default)).Problem);
        await _room.Things.RetireAsync(added, true, Zhou, default);
        Assert.IsType<AssetCodeTaken>((await _room.Things.AddAsync(Lamp, Zhou, default)).Problem);
    }

    [Fact]
    public async Task Change_OfAnOlderPicture_IsRefusedAndLosesNothing()
    {
        var seen = (await _room.Things.AddAsync(Lamp, Zhou, default)).Value;
        var first = (await _room.Things.ChangeAsync(seen with { Name = "高杆灯" }, Gu, default)).Value;

        Assert.IsType<AssetChangedMeanwhile>((await _room.Things.ChangeAsync(seen with { Name = "草坪灯" }, Zhou, default)).Problem);
        Assert.IsType<AssetChangedMeanwhile>((await _room.Things.RetireAsync(seen, true, Zhou, default)).Problem);

        Assert.Equal(first, _room.Assets.Find("demo", Lamp.Code));
    }

    [Fact]
    public async Task Add_TwiceWithOneKey_IsAddedOnce()
    {
        var actor = Zhou with { CommandKey = Guid.NewGuid() };
        await _room.Things.AddAsync(Lamp, actor, default);

        Assert.Equal(1, (await _room.Things.AddAsync(Lamp, actor, default)).Value.Version);
    }

    [Fact]
    public async Task EveryCommand_ByEachRole_GoesThroughForThoseWhoMay()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = Zhou with { Role = role };
            var asset = Lamp with { Code = $"T-{(int)role}" };
            var keeps = role is Role.GridManager or Role.Administrator;

            var added = await _room.Things.AddAsync(asset, actor, default);
            var changed = await _room.Things.ChangeAsync(asset with { Version = 1 }, actor, default);
            var retired = await _room.Things.RetireAsync(asset with { Version = 2 }, true, actor, default);
            var counted = await _room.Things.CountYearAsync("demo", actor, default);

            Assert.Equal([keeps, keeps, keeps, keeps || role is Role.RepairWorker or Role.SocialWorker], [added.Succeeded, changed.Succeeded, retired.Succeeded, counted.Succeeded]);
        }

        Assert.IsType<OtherCommunity>((await _room.Things.AddAsync(Lamp, Zhou with { Community = "neighbour" }, default)).Problem);
    }

    public static TheoryData<string, Asset> Wrong() => new()
    {
        { "looks like a digit", Lamp with { Code = "LI-1" } },
        { "small letters", Lamp with { Code = "l-1" } },
        { "too long", Lamp with { Code = "L-12345678901" } },
        { "no name", Lamp with { Name = " " } },
        { "no such service", Lamp with { Service = new ServiceCode("magic") } },
        { "in a home", Lamp with { Site = SiteKind.Home } },
        { "no such building", Lamp with { Building = "99" } },
        { "nowhere", Lamp with { Building = "", Place = " " } },
        { "half a position", Lamp with { Longitude = null } },
        { "off the earth", Lamp with { Latitude = 91 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Add_NotInOrder_IsRefused(string what, Asset asset)
    {
        Assert.True((await _room.Things.AddAsync(asset, Zhou, default)).Problem is AssetNotValid or RepairServiceUnknown, what);
        Assert.Empty(await _room.Stores.Assets.LoadAsync(default));
    }

    [Fact]
    public async Task Report_WithACode_HasWhatThePlateKnows_AndGoesToItsUnitWithoutAPerson()
    {
        await _room.Things.AddAsync(Lamp, Zhou, default);

        var repair = await _room.ReportAsync(new("坏了", "那个又坏了", "7 号楼北侧") { Asset = " l-o12 " });
        await _room.Reports.ReportAsync(new("还是坏的", "没人修", "北侧") { Asset = "L-012" }, Anybody, default);
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        await _room.LookAsync();

        Assert.Equal(("L-012", ServiceCodes.Lighting, SiteKind.Estate, "7", 31.2), (repair.Asset, repair.Service, repair.Site, repair.Building, repair.Latitude));
        var sent = _room.Board.Find(repair.Id)!;
        Assert.Equal((RepairState.Assigned, 2), (sent.State, sent.Reporters.Count));   // two reports by one plate are one repair
        Assert.Equal(1, (await _room.Things.CountYearAsync("demo", Ma, default)).Value["L-012"]);
    }

    [Fact]
    public async Task Report_WithWhatTheReporterSays_OrARetiredCode_IsTakenAsSaid()
    {
        var lamp = (await _room.Things.AddAsync(Lamp, Zhou, default)).Value;

        var said = await _room.ReportAsync(Leak with { Asset = "L-012", Building = "5" });
        await _room.Things.RetireAsync(lamp, true, Zhou, default);
        var retired = await _room.ReportAsync(Riddle with { Asset = "L-012" });

        Assert.Equal((ServiceCodes.Water, SiteKind.Home, "5"), (said.Service, said.Site, said.Building));
        Assert.Equal((null, ""), (retired.Service, retired.Building));
    }

    [Fact]
    public void Next_IsTheCodeAfterTheHighestOfItsKind()
    {
        Assert.Equal("L-013", AssetCodes.Next(ServiceCodes.Lighting, ["L-002", "L-012", "E-99", "L-OLD"]));
        Assert.Equal("E-001", AssetCodes.Next(ServiceCodes.Lift, []));
        Assert.All(ServiceCatalogue.All, service => Assert.True(AssetCodes.IsValid(AssetCodes.Next(service.Code, []))));
    }

    private static Core.Kernel.AuditEntry Entry() => new(Noon, "demo", "test", "test", Core.Kernel.AuditEntry.Done, new("", "", "", "", "", ""));
}
