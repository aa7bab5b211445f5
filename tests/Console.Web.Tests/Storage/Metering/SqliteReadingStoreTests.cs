using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Metering;
using CommunityConsole.Web.Storage.Metering;

namespace CommunityConsole.Web.Tests.Storage.Metering;

public sealed class SqliteReadingStoreTests : ReadingStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("readings").FullName;
    private Opened _open;

    public SqliteReadingStoreTests() => _open = Opened.Open(_folder);

    protected override IReadingStore Store => _open.Readings;

    protected override IQuarantineStore Quarantine => _open.Quarantine;

    protected override IRollupStore Rollups => _open.Rollups;

    public void Dispose()
    {
        _open.Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Reopen_StoredBefore_GoesOnWhereItStood()
    {
        var before = await Store.StoreAsync([Total(0, 1), Total(1, 2)], [], Stop);
        Reopen();

        var after = await Store.StoreAsync([Total(1, 2), Total(2, 3)], [], Stop);

        Assert.Equal(before[1].Position + 1, Assert.Single(after).Position);
        Assert.Equal(3, (await AllAsync(0)).Count);
        Assert.Equal(1, await Rollups.RollUpAsync(10, Stop)); // the touched hour was on disk
    }

    [Fact]
    public async Task Store_WorkFailsHalfway_LeavesNothingAndForgetsWhatItLearned()
    {
        await Store.StoreAsync([Total(0, 1)], [], Stop);
        var newcomer = Total(1, 2) with { Device = new DeviceId(new HomeId("demo", "new"), "w1") };

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.StoreAsync(new FailingList([newcomer]), [], Stop));
        var stored = await Store.StoreAsync([newcomer], [], Stop);

        Assert.Equal(2, Assert.Single(stored).Position);
        Assert.Equal([1, 2], (await AllAsync(0)).Select(r => r.Reading.Value));
    }

    [Fact]
    public async Task Open_FileOfALaterProgram_IsRefused()
    {
        await Store.StoreAsync([Total(0, 1)], [], Stop);
        await _open.Database.WriteAsync(
            connection =>
            {
                ReadingsDatabase.Run(connection, $"PRAGMA user_version={ReadingsSchema.Version + 1}");
                return 0;
            },
            Stop);

        Reopen();

        await Assert.ThrowsAsync<NewerDataException>(() => Store.NewestPositionAsync(Stop));
    }

    [Fact]
    public async Task Open_FileOfAnEarlierVersion_IsBroughtUpAndKeepsItsDevices()
    {
        var old = new Device(new DeviceId(new HomeId("demo", "3-502"), "w1"), DeviceKind.Water, Dialects.Own, "w1", Noon) { Battery = 78 };
        await new SqliteDeviceStore(_open.Database).SaveAsync([old], [], Stop);
        await _open.Database.WriteAsync(
            connection =>
            {
                ReadingsDatabase.Run(connection, $"{EarlierReadings}; ALTER TABLE device DROP COLUMN signal; DROP TABLE remembered; PRAGMA user_version=1");
                return 0;
            },
            Stop);

        Reopen();

        var store = new SqliteDeviceStore(_open.Database);
        Assert.Equal(78, Assert.Single(await store.LoadAsync(Stop)).Battery);
        await store.SaveAsync([old with { Signal = -71 }], [], Stop);
        Assert.Equal(-71, Assert.Single(await store.LoadAsync(Stop)).Signal);
        Assert.Empty(await new SqliteRememberedStore(_open.Database).LoadAsync(Stop));
    }

    [Fact]
    public async Task Open_FileWhoseReadingsHadOneIndex_KeepsThemFindsThemAndRefusesThemAgain()
    {
        Reading[] given = [Total(0, 100) with { Sequence = 7 }, Total(90, 130), Total(30, 120)];
        await Store.StoreAsync(given, [], Stop);
        await _open.Database.WriteAsync(
            connection =>
            {
                ReadingsDatabase.Run(connection, $"{EarlierReadings}; PRAGMA user_version=2");
                return 0;
            },
            Stop);

        Reopen();

        Assert.Equal(given, (await AllAsync(0)).Select(s => s.Reading));
        Assert.Equal([100, 120, 130], (await Store.ReadHomeAsync(given[0].Device.Home, Noon, Noon.AddHours(2), Stop)).Select(s => s.Reading.Value));
        Assert.Equal(130, Assert.Single(await Store.ReadNewestAsync(Stop)).Reading.Value);
        Assert.Empty(await Store.StoreAsync(given, [], Stop));
        Assert.Equal(2, await Rollups.RollUpAsync(10, Stop));
    }

    [Fact]
    public async Task Remembered_SavedAgain_IsTheNewestInTheOrderOfFirstArrival()
    {
        var store = new SqliteRememberedStore(_open.Database);
        await store.SaveAsync(new RememberedMessage("b", new byte[] { 1 }, Noon), Stop);
        await store.SaveAsync(new RememberedMessage("a", new byte[] { 2 }, Noon), Stop);
        await store.SaveAsync(new RememberedMessage("b", new byte[] { 3 }, Noon.AddHours(1)), Stop);
        await store.SaveAsync(new RememberedMessage("gone", new byte[] { 4 }, Noon), Stop);
        await store.SaveAsync(new RememberedMessage("gone", ReadOnlyMemory<byte>.Empty, Noon), Stop);

        Reopen();

        var kept = await new SqliteRememberedStore(_open.Database).LoadAsync(Stop);
        Assert.Equal([("b", 3, Noon.AddHours(1)), ("a", 2, Noon)], kept.Select(m => (m.Topic, (int)m.Payload.Span[0], m.Received)));
    }

    [Fact]
    public async Task Store_Commit_IsFullySynchronousAndWriteAhead()
    {
        var (mode, sync) = await _open.Database.WriteAsync(
            connection =>
            {
                using var journal = new PreparedCommand(connection, "PRAGMA journal_mode", 0);
                using var synchronous = new PreparedCommand(connection, "PRAGMA synchronous", 0);
                return ((string)journal.Ask()!, (long)synchronous.Ask()!);
            },
            Stop);

        Assert.Equal(("wal", 2L), (mode, sync)); // 2 = FULL
    }

    [Fact]
    public async Task Quarantine_Flood_KeepsTheNewestAndCountsAll()
    {
        var flood = Enumerable.Range(0, ReadingWriter.KeptPackets + 5)
            .Select(i => new QuarantinedPacket(0, "demo", $"t{i}", new byte[1], 1, "packet.json", new("坏", "bad"), Noon, null)).ToList();

        await Store.StoreAsync([], flood, Stop);

        Assert.Equal(ReadingWriter.KeptPackets, (await Quarantine.ReadAsync("demo", long.MaxValue, int.MaxValue, Stop)).Count);
        Assert.Equal(flood.Count, (await Quarantine.CountAsync("demo", Stop))["packet.json"]);
    }

    [Fact]
    public async Task Devices_Saved_AreLoadedAsTheyWere()
    {
        var home = new HomeId("demo", "3-502");
        var full = new Device(new DeviceId(home, "w1"), DeviceKind.Water, Dialects.Own, "w1", Noon)
        {
            FoundByItself = true,
            LastReceived = Noon.AddSeconds(1),
            LastEvent = Noon,
            Battery = 78,
            Online = false,
            Step = 10,
            ClockError = TimeSpan.FromMilliseconds(-1500),
            ExpectedInterval = TimeSpan.FromMinutes(15),
            LastPayload = new byte[] { 7 },
            Signal = -71,
        };
        var bare = new Device(new DeviceId(home, "p1"), DeviceKind.Power, Dialects.Tasmota, "plug", Noon);
        var store = new SqliteDeviceStore(_open.Database);

        await store.SaveAsync([full, bare, bare with { Id = new DeviceId(home, "gone") }], [], Stop);
        await store.SaveAsync([bare with { Battery = 1 }], [new DeviceId(home, "gone")], Stop);

        var loaded = (await store.LoadAsync(Stop)).OrderByDescending(d => d.Id.Name).ToList();
        Assert.Equal(2, loaded.Count);
        Assert.Equal(full with { LastPayload = loaded[0].LastPayload }, loaded[0]);
        Assert.Equal([7], loaded[0].LastPayload.ToArray());
        Assert.Equal(bare with { Battery = 1, LastPayload = loaded[1].LastPayload }, loaded[1]);
    }

    // The layout before readings were filed in bites.
    private const string EarlierReadings =
        "DROP TABLE reading_time; DROP TABLE filed; CREATE UNIQUE INDEX reading_key ON reading(source, at, measure, seq IS NULL, ifnull(seq, value))";

    private void Reopen()
    {
        _open.Database.Dispose();
        _open = Opened.Open(_folder);
    }

    private sealed record Opened(ReadingsDatabase Database, SqliteReadingStore Readings, SqliteQuarantineStore Quarantine, SqliteRollupStore Rollups)
    {
        internal static Opened Open(string folder)
        {
            var database = new ReadingsDatabase(Path.Combine(folder, "readings.db"));
            var readings = new SqliteReadingStore(database);
            return new Opened(database, readings, new SqliteQuarantineStore(database), new SqliteRollupStore(database, readings));
        }
    }

    /// <summary>Gives its readings, then fails: the disk that fills up in the middle of a batch.</summary>
    private sealed class FailingList(IReadOnlyList<Reading> inner) : IReadOnlyList<Reading>
    {
        public int Count => inner.Count;

        public Reading this[int index] => inner[index];

        public IEnumerator<Reading> GetEnumerator()
        {
            foreach (var reading in inner)
            {
                yield return reading;
            }

            throw new InvalidOperationException("The disk is full.");
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
