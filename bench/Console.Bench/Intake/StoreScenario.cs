using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Storage.Metering;

namespace CommunityConsole.Bench.Intake;

/// <summary>
/// Rows a second into readings.db, fully synchronous, beside bare inserts in the same run: commits of several sizes over
/// 900 devices in turn; then the import of a history of a million rows, its roll-ups, and the reads a restart makes. <c>-- store [ROUNDS] [ROWS]</c>:
/// with ROWS a commit only that one comparison.
/// </summary>
internal static class StoreScenario
{
    private const int Devices = 900;
    private const int Rounds = 5;
    private const int History = 1_000_000;

    private static readonly DateTimeOffset Start = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="args">How many rounds; 5 if left out. How many rows a commit; all sizes and the history if left out.</param>
    internal static async Task RunAsync(string[] args)
    {
        var devices = Enumerable.Range(0, Devices).Select(i => new DeviceId(new HomeId("demo", $"h{i / 3}"), $"d{i % 3}")).ToArray();
        Say($"| rows a commit | ours, rows/s | bare inserts, rows/s | ours / bare | bare without Microsoft.Data.Sqlite | ours / that |");
        Say($"| --- | --- | --- | --- | --- | --- |");
        var rounds = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : Rounds;
        int[] sizes = args is [_, var only] ? [int.Parse(only, CultureInfo.InvariantCulture)] : [1, 10, 100, 1000];
        foreach (var size in sizes)
        {
            await CompareAsync(devices, size, rounds);
        }

        if (sizes.Length == 1)
        {
            return;
        }

        await OnFreshFileAsync(async store =>
        {
            var watch = Stopwatch.StartNew();
            var added = await store.ImportAsync(Rows(devices, History), CancellationToken.None);
            Say($"import of {added} rows: {watch.Elapsed.TotalSeconds:0.0} s");

            watch.Restart();
            var newest = await store.ReadNewestAsync(CancellationToken.None);
            Say($"newest reading of {newest.Count} device measures: {watch.ElapsedMilliseconds} ms");

            watch.Restart();
            var count = 0;
            await foreach (var _ in store.ReadAfterAsync(0, CancellationToken.None))
            {
                count++;
            }

            Say($"read in storing order: {count / watch.Elapsed.TotalSeconds:0} rows/s");

            watch.Restart();
            var home = await store.ReadHomeAsync(devices[0].Home, Start.AddDays(8), Start.AddDays(10), CancellationToken.None);
            Say($"two days of one home ({home.Count} rows): {watch.Elapsed.TotalMilliseconds:0.0} ms");
        }, rollUp: true);
    }

    // In turn, so that what else the machine does meets all three; medians.
    private static async Task CompareAsync(DeviceId[] devices, int size, int rounds)
    {
        var rows = Math.Clamp(size * 500, 500, 400_000);
        var batches = Rows(devices, rows).Chunk(size).ToList();
        List<double> ours = [], bare = [], raw = [];
        for (var round = 0; round < rounds; round++)
        {
            await OnFreshFileAsync(async store =>
            {
                var watch = Stopwatch.StartNew();
                foreach (var batch in batches)
                {
                    await store.StoreAsync(batch, [], CancellationToken.None);
                }

                ours.Add(rows / watch.Elapsed.TotalSeconds);
            });
            bare.Add(BareInserts.Run(rows, size, Devices, raw: false));
            raw.Add(BareInserts.Run(rows, size, Devices, raw: true));
        }

        Say($"| {size} | {Middle(ours):0} | {Middle(bare):0} | {Middle(ours) / Middle(bare):0.00} | {Middle(raw):0} | {Middle(ours) / Middle(raw):0.00} |");
    }

    private static double Middle(List<double> all) => all.Order().ElementAt(all.Count / 2);

    // Each device reports a register every 15 minutes or so, all in turn: the order of live traffic.
    private static IEnumerable<Reading> Rows(DeviceId[] devices, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = Start.AddMilliseconds((long)(i / devices.Length) * 900_000).AddMilliseconds(i % devices.Length);
            yield return new Reading(devices[i % devices.Length], DeviceKind.Water, Measure.TotalLitres, i / devices.Length * 7, at, at.AddSeconds(1));
        }
    }

    private static async Task OnFreshFileAsync(Func<SqliteReadingStore, Task> work, bool rollUp = false)
    {
        var folder = Directory.CreateTempSubdirectory("bench").FullName;
        var file = Path.Combine(folder, "readings.db");
        using (var database = new ReadingsDatabase(file))
        using (var store = new SqliteReadingStore(database))
        {
            await work(store);
            if (rollUp)
            {
                using var rollups = new SqliteRollupStore(database, store);
                var watch = Stopwatch.StartNew();
                var hours = 0;
                int done;
                var longest = TimeSpan.Zero;
                do
                {
                    var bite = Stopwatch.StartNew();
                    done = await rollups.RollUpAsync(500, CancellationToken.None);
                    longest = bite.Elapsed > longest ? bite.Elapsed : longest;
                    hours += done;
                }
                while (done == 500);
                Say($"roll-up of {hours} device hours: {hours / watch.Elapsed.TotalSeconds:0} a second, the longest bite {longest.TotalMilliseconds:0} ms");
                Say($"file: {new FileInfo(file).Length / (double)History:0} bytes a row with index and roll-ups");
            }
        }

        Directory.Delete(folder, recursive: true);
    }

    private static void Say(FormattableString line) => System.Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
