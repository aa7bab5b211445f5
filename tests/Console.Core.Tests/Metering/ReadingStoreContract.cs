using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>What every store of readings must do; run on the one in memory and on the one on disk.</summary>
public abstract class ReadingStoreContract
{
    protected static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly HomeId Home = new("demo", "3-502");
    private static readonly DeviceId Water = new(Home, "w1");

    protected abstract IReadingStore Store { get; }

    protected abstract IQuarantineStore Quarantine { get; }

    protected abstract IRollupStore Rollups { get; }

    protected static CancellationToken Stop => CancellationToken.None;

    [Fact]
    public async Task Store_NewReadings_AreReadBackAsGivenInOrder()
    {
        Reading[] given =
        [
            Total(5, 100) with { Sequence = 7, Marks = ReadingMarks.Historical },
            Total(3, 90),
            new Reading(new DeviceId(new HomeId("demo", "3-503"), "lock"), DeviceKind.Lock, Measure.Lock, new LockReport(true, DoorSide.Outside, LockMethod.Finger).Packed, Noon, Noon.AddSeconds(2)),
        ];

        var stored = await Store.StoreAsync(given, [], Stop);

        Assert.Equal(given, stored.Select(s => s.Reading));
        Assert.Equal(stored, await AllAsync(0));
        Assert.Equal(stored.Skip(2), await AllAsync(stored[1].Position));
        Assert.Equal(stored[2].Position, await Store.NewestPositionAsync(Stop));
        Assert.True(stored[0].Position < stored[1].Position && stored[1].Position < stored[2].Position);
    }

    [Fact]
    public async Task RemoveHome_WithHoursAndRowsNotYetRolledUp_LeavesItsCallsForHelpAndOtherHomes()
    {
        var neighbour = Total(0, 5) with { Device = new DeviceId(new HomeId("demo", "3-503"), "w1") };
        var call = Total(70, 1) with { Measure = Measure.Sos };
        await Store.StoreAsync([Total(0, 100), Total(65, 130), neighbour], [], Stop);
        await Rollups.RollUpAsync(100, Stop);
        await Store.StoreAsync([Total(130, 150), call, neighbour with { At = Noon.AddHours(3), Value = 6 }], [], Stop);

        var gone = 0;
        for (int bite; (bite = await Rollups.RemoveHomeAsync(Home, Stop)) > 0; gone += bite)
        {
        }

        Assert.True(gone >= 3);
        Assert.Equal([call], (await Store.ReadHomeAsync(Home, Noon.AddDays(-1), Noon.AddDays(1), Stop)).Select(stored => stored.Reading));
        await Rollups.RollUpAsync(100, Stop);
        Assert.DoesNotContain(await Rollups.ReadHoursAsync(Home, Noon.AddDays(-1), Noon.AddDays(1), Stop), hour => hour.Measure != Measure.Sos);
        Assert.Equal(2, (await Store.ReadHomeAsync(neighbour.Device.Home, Noon.AddDays(-1), Noon.AddDays(1), Stop)).Count);
        Assert.NotEmpty(await Rollups.ReadHoursAsync(neighbour.Device.Home, Noon.AddDays(-1), Noon.AddDays(1), Stop));
    }

    [Fact]
    public async Task Store_SameKeyAgain_IsLeftOut()
    {
        var first = Total(0, 100) with { Sequence = 7 };
        var bare = Total(1, 101);
        await Store.StoreAsync([first, bare], [], Stop);

        var again = await Store.StoreAsync(
            [first with { Value = 999, Received = Noon.AddHours(1) }, bare with { Received = Noon.AddHours(1) }], [], Stop);
        var others = await Store.StoreAsync(
            [
                first with { Sequence = 8 },
                bare with { Value = 102 },
                bare with { At = Noon.AddSeconds(1) },
                bare with { Measure = Measure.UseLitres },
                bare with { Device = new DeviceId(Home, "w2") },
                bare with { Sequence = 101 },
            ], [], Stop);

        Assert.Empty(again);
        Assert.Equal(6, others.Count);
        Assert.Equal(8, (await AllAsync(0)).Count);
    }

    [Fact]
    public async Task Store_SameKeyTwiceInOneBatch_CountsOnce()
    {
        var stored = await Store.StoreAsync([Total(0, 100), Total(0, 100)], [], Stop);

        Assert.Single(stored);
    }

    [Fact]
    public async Task ReadHome_Span_GivesItsReadingsInEventTime()
    {
        await Store.StoreAsync(
            [Total(30, 3), Total(10, 1), Total(20, 2), Total(0, 0), Total(15, 9) with { Device = new DeviceId(new HomeId("demo", "3-503"), "w1") }], [], Stop);

        var read = await Store.ReadHomeAsync(Home, Noon.AddMinutes(10), Noon.AddMinutes(30), Stop);

        Assert.Equal([1, 2], read.Select(r => r.Reading.Value));
    }

    [Fact]
    public async Task ReadHome_SameHomeIdInAnotherCommunity_IsAnotherHome()
    {
        await Store.StoreAsync([Total(0, 1) with { Device = new DeviceId(new HomeId("other", "3-502"), "w1") }], [], Stop);

        Assert.Empty(await Store.ReadHomeAsync(Home, Noon.AddDays(-1), Noon.AddDays(1), Stop));
    }

    [Fact]
    public async Task ReadNewest_LateRowsCameLast_GivesTheNewestByEventTime()
    {
        await Store.StoreAsync([Total(20, 2), Total(10, 1), new Reading(Water, DeviceKind.Water, Measure.Battery, 70, Noon, Noon)], [], Stop);

        var newest = await Store.ReadNewestAsync(Stop);

        Assert.Equal([(Measure.TotalLitres, 2L), (Measure.Battery, 70L)], newest.Select(n => (n.Reading.Measure, n.Reading.Value)).Order());
    }

    [Fact]
    public async Task Import_History_IsStoredLikeAnythingElse()
    {
        await Store.StoreAsync([Total(1, 1)], [], Stop);

        var added = await Store.ImportAsync(Enumerable.Range(0, 3).Select(i => Total(i, i)), Stop);

        Assert.Equal(2, added);
        Assert.Equal([1, 0, 2], (await AllAsync(0)).Select(r => r.Reading.Value));
    }

    [Fact]
    public async Task Quarantine_Packets_AreKeptByCommunityNewestFirstAndCounted()
    {
        await Store.StoreAsync([], [Packet("demo", "a", "packet.json"), Packet("other", "b", "packet.json")], Stop);
        await Store.StoreAsync([], [Packet("demo", "c", "packet.json"), Packet("demo", "d", "packet.absurd") with { Client = null }], Stop);

        var newest = await Quarantine.ReadAsync("demo", long.MaxValue, 2, Stop);
        var older = await Quarantine.ReadAsync("demo", newest[^1].Id, 2, Stop);

        Assert.Equal(["d", "c"], newest.Select(p => p.Topic));
        Assert.Equal(["a"], older.Select(p => p.Topic));
        Assert.Equal([1, 2, 3], older[0].Payload.ToArray());
        Assert.Equal(Packet("demo", "a", "packet.json") with { Id = older[0].Id, Payload = older[0].Payload }, older[0]);
        Assert.Equal(new Dictionary<string, long> { ["packet.json"] = 2, ["packet.absurd"] = 1 }, await Quarantine.CountAsync("demo", Stop));
    }

    [Fact]
    public async Task RollUp_Registers_SumTheRisesAndTakeTheFirstFromTheHourBefore()
    {
        await Store.StoreAsync([Total(-10, 100), Total(5, 130), Total(50, 150), Total(55, 149), Total(70, 160)], [], Stop);

        await RollUpAllAsync();

        var hours = await Rollups.ReadHoursAsync(Home, Noon.AddHours(-1), Noon.AddHours(2), Stop);
        Assert.Equal(
            [
                new HourlyUse(Water, Measure.TotalLitres, Noon.AddHours(-1), 1, 0, 100, 100),
                new HourlyUse(Water, Measure.TotalLitres, Noon, 3, 50, 130, 150),
                new HourlyUse(Water, Measure.TotalLitres, Noon.AddHours(1), 1, 11, 160, 160),
            ],
            hours);
    }

    [Fact]
    public async Task RollUp_LateReading_CorrectsTheFirstRiseOfTheNextHourWithReadings()
    {
        await Store.StoreAsync([Total(-10, 100), Total(190, 200), new Reading(Water, DeviceKind.Water, Measure.Battery, 70, Noon.AddMinutes(90), Noon)], [], Stop);
        await RollUpAllAsync();
        await Store.StoreAsync([Total(30, 180)], [], Stop);
        await RollUpAllAsync();

        var hours = await Rollups.ReadHoursAsync(Home, Noon.AddHours(-1), Noon.AddHours(4), Stop);

        Assert.Equal([0, 80, 20], hours.Where(h => h.Measure == Measure.TotalLitres).Select(h => h.Sum));
    }

    [Fact]
    public async Task RollUp_SameHourTouchedAgain_IsDoneAgain()
    {
        await Store.StoreAsync([Use(0, 5)], [], Stop);
        await RollUpAllAsync();
        await Store.StoreAsync([Use(1, 6)], [], Stop);

        Assert.Equal(1, await Rollups.RollUpAsync(10, Stop));
        Assert.Equal(0, await Rollups.RollUpAsync(10, Stop));
        Assert.Equal(11, (await Rollups.ReadHoursAsync(Home, Noon, Noon.AddHours(1), Stop)).Single().Sum);
    }

    [Fact]
    public async Task RemoveBefore_OldRows_GoOnceRolledUpAndTheNewestStays()
    {
        await Store.StoreAsync([Use(-300, 1), Use(-200, 2), Use(0, 3), Use(-250, 4)], [Packet("demo", "a", "packet.json")], Stop);

        var tooEarly = await Rollups.RemoveBeforeAsync(Noon.AddHours(-1), Noon.AddDays(-9), Noon.AddDays(-9), Stop);
        await RollUpAllAsync();
        while (await Rollups.RemoveBeforeAsync(Noon.AddHours(-1), Noon.AddHours(-4), Noon.AddDays(1), Stop) > 0)
        {
        }

        Assert.Equal(0, tooEarly);
        Assert.Equal([3, 4], (await AllAsync(0)).Select(r => r.Reading.Value));   // 4 is old, but its position is the newest
        Assert.Equal(4, await Store.NewestPositionAsync(Stop));
        Assert.Equal([2, 3], (await Rollups.ReadHoursAsync(Home, Noon.AddDays(-1), Noon.AddDays(1), Stop)).Select(h => h.Sum));
        Assert.Empty(await Quarantine.ReadAsync("demo", long.MaxValue, 9, Stop));
    }

    protected static Reading Total(int minutes, long litres) =>
        new(Water, DeviceKind.Water, Measure.TotalLitres, litres, Noon.AddMinutes(minutes), Noon.AddMinutes(minutes).AddSeconds(1));

    protected async Task<List<StoredReading>> AllAsync(long after)
    {
        var all = new List<StoredReading>();
        await foreach (var reading in Store.ReadAfterAsync(after, Stop))
        {
            all.Add(reading);
        }

        return all;
    }

    private static Reading Use(int minutes, long litres) => Total(minutes, litres) with { Measure = Measure.UseLitres };

    private static QuarantinedPacket Packet(string community, string topic, string code) =>
        new(0, community, topic, new byte[] { 1, 2, 3 }, 3, code, new Sentence("坏", "bad"), Noon, "client");

    private async Task RollUpAllAsync()
    {
        while (await Rollups.RollUpAsync(1, Stop) > 0)
        {
        }
    }
}
