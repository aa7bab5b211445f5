using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.TimeBank;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Bench.TimeBank;

/// <summary>How long verify takes over a large ledger, and how large a proof is; exit code 1 where either is more than it may.</summary>
internal static class VerifyScenario
{
    private const int Members = 2000;
    private const int MostSeconds = 10;

    /// <summary>Arguments: rows (1000000).</summary>
    public static int Run(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("timebank-verify-").FullName;
        try
        {
            var options = Options.Create(new DataOptions { Directory = folder });
            var watch = Stopwatch.StartNew();
            var hashes = Write(options, rows);
            var file = options.Value.File(SqliteTimeBankStore.FileName);
            Console.WriteLine($"{rows} rows written in {watch.Elapsed.TotalSeconds:0.0} s, {new FileInfo(file).Length / 1e6:0} MB");

            var before = Environment.CpuUsage.TotalTime;
            watch.Restart();
            var verdict = TimeBankInspection.Check(file, null);
            var (seconds, work) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
            Console.WriteLine($"verified {verdict.Entries} rows in {seconds:0.0} s ({work:0.0} s of processor), {verdict.Entries / seconds:0}/s; fault: {verdict.Fault?.Why.En ?? "none"}; root {Convert.ToHexStringLower(verdict.Root)}");

            watch.Restart();
            var (most, bound) = (0, 32 * (int)Math.Ceiling(Math.Log2(rows)));
            foreach (var index in new[] { 0, 1, rows / 3, rows / 2, rows - 1 })
            {
                var path = MerkleTree.Inclusion(hashes, index);
                most = Math.Max(most, 32 * path.Count);
                if (!MerkleTree.Includes(verdict.Root, rows, index, hashes[index], path))
                {
                    Console.WriteLine($"the proof of row {index + 1} does not hold");
                    return 1;
                }
            }

            Console.WriteLine($"proofs of at most {most} bytes (may be {bound}), {watch.Elapsed.TotalMilliseconds / 5:0} ms each");
            return verdict is { Fault: null } && verdict.Entries == rows && seconds <= MostSeconds && most <= bound ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Two thousand members who help each other in turn: filed and settled, so that balances stay near nothing.
    private static List<byte[]> Write(IOptions<DataOptions> options, int rows)
    {
        using var db = SqliteTimeBankStore.Open(options);
        using var transaction = db.BeginTransaction();
        var (hashes, last, at) = (new List<byte[]>(rows), (TimeEntry?)null, DateTimeOffset.UnixEpoch.AddYears(56));
        Put(new ServiceTypeSet(1, true, 1, 480, 10_000, Id(0)));
        for (var member = 1; member <= Members; member++)
        {
            Put(new MemberSet(Id(member), MemberStatus.Active, -600));
        }

        for (var record = Members + 1; hashes.Count < rows; record++)
        {
            var (provider, receiver) = (Id(1 + (record % Members)), Id(1 + ((record + 1) % Members)));
            Put(new ServiceFiled(Id(record), provider, receiver, 1, 30, 30, 1_767_225_600, Id(record)));
            if (hashes.Count < rows)
            {
                Put(new ServiceSettled(Id(record), provider, receiver, 30, ConfirmKind.Present, Id(record), 0, 0));
            }
        }

        transaction.Commit();
        return hashes;

        void Put(TimeBankFact fact)
        {
            at = at.AddSeconds(20);
            last = TimeEntries.Of(fact, null, TimeBankSigners.Beginning, at).After(last);
            TimeBankRows.Entry(db, last);
            hashes.Add(last.Hash);
        }
    }

    private static Id32 Id(int number) => new(new CanonicalBytes().Add(number).Hash());
}
