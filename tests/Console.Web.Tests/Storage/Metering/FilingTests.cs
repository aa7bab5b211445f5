using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Storage.Metering;
using Xunit.Abstractions;

namespace CommunityConsole.Web.Tests.Storage.Metering;

/// <summary>
/// Readings are appended first and filed by device and time later, in sorted bites. Wherever that stands, and however often
/// the program is killed or a commit fails on the way, the store answers like the one in memory, which files nothing.
/// </summary>
public sealed class FilingTests(ITestOutputHelper output) : IDisposable
{
    private const int Steps = 400;
    private const int FiledTogether = 50;

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly HomeId[] Homes = [new("demo", "1"), new("demo", "2"), new("other", "1")];
    private static readonly Measure[] Measures = [Measure.TotalLitres, Measure.UseLitres, Measure.Battery];

    private readonly string _folder = Directory.CreateTempSubdirectory("filing").FullName;
    private readonly VolatileReadingStore _model = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Store_ManyStepsInAnyOrder_AnswersLikeTheStoreInMemory()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        var sent = new List<Reading>();
        var opened = Open();
        for (var step = 0; step < Steps; step++)
        {
            switch (dice.Next(12))
            {
                case 0:
                    opened.Dispose();
                    opened = Open();   // what was not filed is found again, what was half filed is filed again
                    break;
                case 1:
                    await Assert.ThrowsAsync<InvalidOperationException>(() => FailAsync(opened, Batch(dice, sent)));
                    break;
                case 2:
                    await RollUpAsync(opened.Rollups);
                    await RollUpAsync(_model);
                    break;
                case 3:
                    await CompareAsync(opened, dice);
                    break;
                default:
                    var batch = Batch(dice, sent);
                    sent.AddRange(batch);
                    var stored = await opened.Readings.StoreAsync(batch, [], CancellationToken.None);
                    Assert.Equal((await _model.StoreAsync(batch, [], CancellationToken.None)).Select(s => s.Reading), stored.Select(s => s.Reading));
                    break;
            }
        }

        await CompareAsync(opened, dice);
        opened.Dispose();
    }

    private static async Task FailAsync(Opened opened, List<Reading> batch) => await opened.Readings.StoreAsync(new BreakingList(batch), [], CancellationToken.None);

    private static async Task RollUpAsync(IRollupStore store)
    {
        while (await store.RollUpAsync(7, CancellationToken.None) == 7)
        {
        }
    }

    // Mostly news in time, some late, some sent before.
    private static List<Reading> Batch(Random dice, List<Reading> sent)
    {
        var batch = new List<Reading>();
        for (var left = dice.Next(1, 30); left > 0; left--)
        {
            if (sent.Count > 0 && dice.Next(4) == 0)
            {
                batch.Add(sent[dice.Next(sent.Count)]);
                continue;
            }

            var at = Noon.AddSeconds(sent.Count * 60 - (dice.Next(5) == 0 ? dice.Next(40_000) : dice.Next(10)));
            batch.Add(new Reading(
                new DeviceId(Homes[dice.Next(Homes.Length)], $"d{dice.Next(2)}"), DeviceKind.Water, Measures[dice.Next(Measures.Length)],
                dice.Next(3), at, at.AddSeconds(1), dice.Next(3) == 0 ? dice.Next(3) : null));
        }

        return batch;
    }

    private async Task CompareAsync(Opened opened, Random dice)
    {
        var from = Noon.AddSeconds(dice.Next(-40_000, 40_000));
        var until = from.AddSeconds(dice.Next(1, 400_000));
        foreach (var home in Homes)
        {
            Assert.Equal(
                (await _model.ReadHomeAsync(home, from, until, CancellationToken.None)).Select(s => s.Reading),
                (await opened.Readings.ReadHomeAsync(home, from, until, CancellationToken.None)).Select(s => s.Reading));
            Assert.Equal(await _model.ReadHoursAsync(home, from, until, CancellationToken.None) is var hours ? Ordered(hours) : [],
                Ordered(await opened.Rollups.ReadHoursAsync(home, from, until, CancellationToken.None)));
        }

        Assert.Equal(
            Named(await _model.ReadNewestAsync(CancellationToken.None)).Order(), Named(await opened.Readings.ReadNewestAsync(CancellationToken.None)).Order());
    }

    private static IEnumerable<string> Named(IReadOnlyList<StoredReading> newest) => newest.Select(n => $"{n.Reading}");

    private static IEnumerable<HourlyUse> Ordered(IReadOnlyList<HourlyUse> hours) =>
        hours.OrderBy(h => h.Start).ThenBy(h => h.Device.Name, StringComparer.Ordinal).ThenBy(h => h.Measure);

    private Opened Open() => new(Path.Combine(_folder, "readings.db"));

    private sealed class Opened : IDisposable
    {
        private readonly ReadingsDatabase _database;

        internal Opened(string file)
        {
            _database = new ReadingsDatabase(file);
            Readings = new SqliteReadingStore(_database, FiledTogether);
            Rollups = new SqliteRollupStore(_database, Readings);
        }

        internal SqliteReadingStore Readings { get; }

        internal SqliteRollupStore Rollups { get; }

        public void Dispose()
        {
            Rollups.Dispose();
            Readings.Dispose();
            _database.Dispose();
        }
    }

    // Fails when all of it has been read: after the last insert, before the commit.
    private sealed class BreakingList(List<Reading> inner) : IReadOnlyList<Reading>
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
