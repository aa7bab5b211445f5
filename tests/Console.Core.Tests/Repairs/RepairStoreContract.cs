using System.Reflection;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What every store of repairs must do; run on the one in memory and on the one on disk.</summary>
public abstract class RepairStoreContract
{
    protected abstract RepairStores Stores { get; }

    private static readonly string Photo = new('a', 64);

    private IRepairStore Store => Stores.Repairs;

    [Fact]
    public async Task Save_EveryColumn_IsReadBackAsGiven()
    {
        var repairs = new[] { Refused(), Duplicate(), Waiting(), Rated() };
        for (var index = 0; index < repairs.Length; index++)
        {
            var added = (await Store.AddAsync(repairs[index] with { Id = default }, Audit, default))!;
            Assert.Equal(repairs[index] with { Id = added.Id, Steps = added.Steps, Reporters = added.Reporters }, added);
            repairs[index] = added;
        }

        foreach (var repair in repairs)
        {
            AssertSame(repair, await Store.FindAsync(repair.Id, default));
        }

        // A property that no sample fills would prove nothing.
        var blank = new Repair { Community = "", Title = "", Description = "", Location = "", CreatedAt = default };
        foreach (var property in typeof(Repair).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(one => one.SetMethod is not null))
        {
            Assert.Contains(repairs, repair => !Equals(property.GetValue(repair), property.GetValue(blank)));
        }
    }

    [Fact]
    public async Task Add_GivesNumbersInOrder_AndOneForEachKeyAndSource()
    {
        var first = (await Store.AddAsync(New() with { ReportKey = Guid.NewGuid(), Source = "alert:1" }, Audit, default))!;
        var second = (await Store.AddAsync(New(), Audit, default))!;

        Assert.Equal(first.Id.Value + 1, second.Id.Value);
        Assert.Null(await Store.AddAsync(New() with { ReportKey = first.ReportKey }, Audit, default));
        Assert.Null(await Store.AddAsync(New() with { Source = "alert:1" }, Audit, default));
        AssertSame(first, await Store.FindByKeyAsync("demo", first.ReportKey!.Value, default));
        AssertSame(first, await Store.FindBySourceAsync("demo", "alert:1", default));
        Assert.Null(await Store.FindByKeyAsync("neighbour", first.ReportKey.Value, default));
    }

    [Fact]
    public async Task Erased_ContactsAndPhotosAreGone_OfWhatHasEndedOnly()
    {
        var ended = (await Store.AddAsync(Rated().Confirm(Zheng, Noon).Value with { Id = default }, Audit, default))!;
        var fresh = (await Store.AddAsync(New() with { Reporters = [new(1, Zheng.Id, "13800008000", Noon)] }, Audit, default))!;
        Assert.Equal([ended.Id], await Store.ListPersonalAsync(ended.CreatedAt.AddDays(400), default));
        Assert.Empty(await Store.ListPersonalAsync(ended.CreatedAt, default));

        var erased = ended.Erase(RepairErasure.All, "保存期已满", Gu, Noon.AddDays(200));
        Assert.True(await Store.SaveAsync([(erased, ended.Version)], [], default));
        Assert.False(await Store.SaveAsync([(fresh.Erase(RepairErasure.All, "要求", Gu, Noon), fresh.Version + 1)], [], default));

        AssertSame(erased, await Store.FindAsync(ended.Id, default));
        AssertSame(fresh, await Store.FindAsync(fresh.Id, default));
        Assert.Empty(await Store.ListPersonalAsync(ended.CreatedAt.AddDays(400), default));
        Assert.DoesNotContain(Photo, await Store.ListPhotosAsync(default));
    }

    [Fact]
    public async Task Add_ManyAtOnce_EachHasItsOwnNumber()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Store.AddAsync(New(), Audit, default))));

        Assert.Equal(20, added.Select(repair => repair!.Id).Distinct().Count());
    }

    [Fact]
    public async Task Save_OfAnOlderVersion_WritesNothing_OfTwoNeither()
    {
        var one = (await Store.AddAsync(New(), Audit, default))!;
        var other = (await Store.AddAsync(New(), Audit, default))!;
        var noted = one.Note("看过了", ["abc", "def"], Ma, Noon);

        Assert.True(await Store.SaveAsync([(noted, 1)], Audit(noted), default));
        Assert.False(await Store.SaveAsync([(other.Note("先", [], Ma, Noon), 1), (one.Note("后", [], Ma, Noon), 1)], Audit(one), default));

        AssertSame(noted, await Store.FindAsync(one.Id, default));
        AssertSame(other, await Store.FindAsync(other.Id, default));
    }

    [Fact]
    public async Task Photos_AreFoundByTheRepairThatShowsThem()
    {
        var shown = (await Store.AddAsync(Rated() with { Id = default }, Audit, default))!;
        await Store.AddAsync(New(), Audit, default);

        AssertSame(shown, Assert.Single(await Store.FindByPhotoAsync(Photo, default)));
        Assert.Empty(await Store.FindByPhotoAsync(new string('0', 64), default));
        Assert.Equal([Photo], await Store.ListPhotosAsync(default));
    }

    [Fact]
    public async Task Page_FiltersCountsAndOrders_NewestFirst()
    {
        var made = new List<Repair>();
        for (var day = 0; day < 5; day++)
        {
            made.Add((await Store.AddAsync(New(Noon.AddDays(day)) with { Community = "demo" }, Audit, default))!);
        }

        await Store.AddAsync(New() with { Community = "neighbour" }, Audit, default);
        var done = made[2].Triage(new RepairTriage(ServiceCodes.Lift, SiteKind.Building), Zhou, Noon.AddDays(9)).Value;
        await Store.SaveAsync([(done, 1)], Audit(done), default);

        var page = await Store.PageAsync(new RepairQuery("demo") { Skip = 1, Take = 2 }, default);
        Assert.Equal(5, page.Total);
        Assert.Equal([made[3].Id, made[2].Id], page.Items.Select(repair => repair.Id));
        AssertSame(done, page.Items[1]);
        Assert.Equal([made[2].Id], await IdsAsync(new RepairQuery("demo") { States = [RepairState.Triaged] }));
        Assert.Equal([made[2].Id], await IdsAsync(new RepairQuery("demo") { Services = [ServiceCodes.Lift, ServiceCodes.Gas] }));
        Assert.Equal([made[2].Id, made[1].Id], await IdsAsync(new RepairQuery("demo") { Since = Noon.AddDays(1), Until = Noon.AddDays(3) }));
        Assert.Equal([made[2].Id], await IdsAsync(new RepairQuery("demo") { UpdatedSince = Noon.AddDays(9) }));
        Assert.Equal([made[4].Id, made[0].Id], await IdsAsync(new RepairQuery("demo") { Ids = [made[0].Id, made[4].Id] }));
        Assert.Equal(6, (await Store.ListBoardAsync(default)).Count);
    }

    [Fact]
    public async Task Page_OfAReporter_HasWhatTheAccountReportedAloneOrWithOthers()
    {
        RepairReporter zheng = new(1, Zheng.Id, "", Noon);
        var own = (await Store.AddAsync(New() with { Community = "demo", Reporters = [zheng] }, Audit, default))!;
        var joined = (await Store.AddAsync(New() with { Community = "demo", Reporters = [new(1, null, "13800008000", Noon), zheng with { Number = 2 }] }, Audit, default))!;
        await Store.AddAsync(New() with { Community = "demo", Reporters = [new(1, Ma.Id, "", Noon)] }, Audit, default);
        await Store.AddAsync(New() with { Community = "neighbour", Reporters = [zheng] }, Audit, default);

        Assert.Equal([joined.Id, own.Id], await IdsAsync(new RepairQuery("demo") { Reporter = Zheng.Id }));
    }

    [Fact]
    public async Task CountByAsset_CountsThoseOfTheCommunitySince_AndNoDuplicate()
    {
        foreach (var (community, asset, day) in new[] { ("demo", "L-001", 1), ("demo", "L-001", 2), ("demo", "E-01", 2), ("demo", "", 2), ("demo", "E-02", -1), ("neighbour", "L-001", 2) })
        {
            await Store.AddAsync(New(Noon.AddDays(day)) with { Community = community, Asset = asset }, Audit, default);
        }

        await Store.AddAsync(Duplicate() with { Id = default, Asset = "L-001" }, Audit, default);

        var counts = await Store.CountByAssetAsync("demo", Noon, default);

        Assert.Equal([("E-01", 1), ("L-001", 2)], counts.Select(count => (count.Key, count.Value)).Order());
    }

    [Fact]
    public async Task Assets_EveryColumnIsReadBack_AndAnOlderVersionWritesNothing()
    {
        var lamp = Lamp with { Retired = true, Version = 1 };
        var bare = new Asset("neighbour", lamp.Code) { Name = "泵", Service = ServiceCodes.Water, Version = 1 };

        Assert.True(await Stores.Assets.SaveAsync(lamp, Audit(New())[0], default));
        Assert.True(await Stores.Assets.SaveAsync(bare, Audit(New())[0], default));
        Assert.False(await Stores.Assets.SaveAsync(lamp with { Name = "灯" }, Audit(New())[0], default));
        Assert.False(await Stores.Assets.SaveAsync(lamp with { Name = "灯", Version = 3 }, Audit(New())[0], default));
        Assert.True(await Stores.Assets.SaveAsync(bare with { Name = "水泵", Version = 2 }, Audit(New())[0], default));

        Assert.Equal([lamp, bare with { Name = "水泵", Version = 2 }], (await Stores.Assets.LoadAsync(default)).OrderBy(asset => asset.Community));
    }

    private async Task<IEnumerable<RepairId>> IdsAsync(RepairQuery query) => (await Store.PageAsync(query, default)).Items.Select(repair => repair.Id);

    private static Repair New(DateTimeOffset? at = null) => Repair.Report(Leak, Zheng, new RepairReporter(1, Zheng.Id, "13800008000", at ?? Noon), at ?? Noon);

    private static Repair Refused() => New().Refuse("不归我们", "请找供水公司", Zhou, Noon).Value with { Latitude = 31.2, Longitude = 121.4, Source = "alert:x", Asset = "lift-1" };

    private static Repair Duplicate() => New().Merge(new RepairId(7), Ma, Noon).Value with { ReportKey = Guid.NewGuid() };

    private static Repair Waiting()
    {
        var triaged = New().Triage(new RepairTriage(ServiceCodes.Water, SiteKind.Home, AssetKinds.Supply, Urgency.High, 0.91), Zhou, Noon).Value;
        var assigned = triaged.Assign(RepairUnits.WaterWorks, Ma.Id, Noon.AddHours(4), Zhou, Noon).Value;
        return assigned.Accept(Ma, Noon).Value.Wait(RepairWait.Access, Noon.AddDays(1), "家里没人", Ma, Noon).Value.Escalate(EscalationLevel.Property, Zhou, Noon);
    }

    private static Repair Rated()
    {
        var code = new RepairReporter(2, null, "", Noon) { Code = "sealed", From = new RepairId(3) };
        var done = Waiting().Start(Ma, Noon).Value.Finish("好了", [Photo], Ma, Noon).Value;
        done = done with { Reporters = [.. done.Reporters, code] };
        return done.Rate(code, 5, "很好", Anybody, Noon).Value;
    }

    private static IReadOnlyList<AuditEntry> Audit(Repair repair) =>
        [new(Noon, "demo", "ma", "repair.test", AuditEntry.Done, new AuditDetails(repair.Subject, "ma", "", "", "", ""))];

    private static void AssertSame(Repair expected, Repair? read)
    {
        Assert.NotNull(read);
        Assert.Equal(expected.Steps, read.Steps);
        Assert.Equal(expected.Reporters, read.Reporters);
        Assert.Equal(expected with { Steps = [], Reporters = [] }, read with { Steps = [], Reporters = [] });
    }
}
