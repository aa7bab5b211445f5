using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using CommunityConsole.Web.Storage.Points;

namespace CommunityConsole.Bench.Points;

/// <summary>
/// <c>points [--rounds N] [--kills K] [--operations N] [--crashes K] [--rows N] [--visits N]</c>: a hundred people at once want the last hundred points, again and again, while the bank's process
/// is killed; random operations with kills against a plain count; a ledger of many rows verified; the public page's figures as every visit read them before, and as they are kept now.
/// </summary>
internal static class PointsScenario
{
    private const int Piece = 500;

    public static async Task<int> RunAsync(string[] args)
    {
        int Of(string name, int usual) => Array.IndexOf(args, $"--{name}") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : usual;
        var folder = Directory.CreateTempSubdirectory("bench-points-").FullName;
        try
        {
            var isRight = await RaceAsync(Path.Combine(folder, "race"), Of("rounds", 1000), Of("kills", 25));
            isRight &= await WorkAsync(Path.Combine(folder, "work"), Of("operations", 1_000_000), Of("crashes", 25), Of("rows", 1_000_000), Of("visits", 20));
            Console.WriteLine(isRight ? "points: all right" : "points: WRONG");
            return isRight ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> RaceAsync(string folder, int rounds, int kills)
    {
        using (var store = PointsWork.Open(folder))
        {
            await PointsWork.SeedAsync(store, rounds, rounds);
            await store.GiveAsync(
                PointsWork.Community,
                [.. Enumerable.Range(0, rounds).Select(number => (Func<IPointsSight, Result<PointsChange>>)(sight => AwardDecisions.Give(
                    sight, new AwardAsk(PointsWork.Account(number), "hundred", "activity:bench", 1, PointsWork.Today, new StaffId("clerk")), PointsWork.Now, PointsWork.Today)))],
                default);
        }

        var dice = new Random(1);
        var killed = Enumerable.Range(0, rounds).OrderBy(_ => dice.Next()).Take(kills).ToHashSet();
        var (right, inside, watch) = (0, 0, Stopwatch.StartNew());
        var server = await PointsProcess.StartAsync(folder);
        for (var round = 0; round < rounds; round++)
        {
            if (killed.Contains(round))
            {
                // In the middle of it; the people try again with the keys they had.
                await server.SendAsync($"race {round}");
                await Task.Delay(dice.Next(0, 25));
                inside += server.Kill() ? 1 : 0;
                server = await PointsProcess.StartAsync(folder);
            }

            await server.SendAsync($"race {round}");
            right += await server.AnswerAsync() == $"race {round} 1 {PointsServer.Racers - 1}" ? 1 : 0;
        }

        server.Kill();
        var seconds = watch.Elapsed.TotalSeconds;
        using var after = PointsWork.Open(folder);
        var (spent, vouchers) = await after.LookAsync(PointsWork.Community, sight => (
            Enumerable.Range(0, rounds).Count(number => sight.BalanceOf(PointsWork.Account(number)) == 0 && sight.VouchersOf(PointsWork.Account(number)).Count == 1), sight.Vouchers(int.MaxValue).Count), default);
        var verdict = await after.LookAsync(PointsWork.Community, sight => PointsCheck.Of(sight), default);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"race: {rounds} rounds of {PointsServer.Racers}, {inside} of {kills} kills before the answer, {seconds:0.0} s: {right} with one success and {PointsServer.Racers - 1} clear refusals; {spent} accounts at 0 with one voucher, {vouchers} vouchers; verify: {verdict.Fault?.Why.En ?? "right"}"));
        return right == rounds && spent == rounds && vouchers == rounds && verdict.Fault is null;
    }

    private static async Task<bool> WorkAsync(string folder, int operations, int crashes, int rows, int visits)
    {
        using (var store = PointsWork.Open(folder))
        {
            await PointsWork.SeedAsync(store, PointsWork.Accounts, operations);
        }

        var dice = new Random(2);
        var watch = Stopwatch.StartNew();
        var (lost, done) = (0, 0L);
        for (var crash = 0; crash <= crashes; crash++)
        {
            var server = await PointsProcess.StartAsync(folder);
            await server.SendAsync($"ops {operations} {Piece}");
            var until = crash == crashes ? operations : (long)operations * (crash + 1) / (crashes + 1);
            while (done < until)
            {
                done = long.Parse((await server.AnswerAsync())[5..], CultureInfo.InvariantCulture);
            }

            if (crash < crashes)
            {
                await Task.Delay(dice.Next(0, 60));
            }

            server.Kill();
            using var store = PointsWork.Open(folder);
            lost += await PointsServer.DoneAsync(store) < done ? 1 : 0;   // acknowledged and not there
        }

        var plain = new PlainBank();
        for (var operation = 0L; operation < operations; operation++)
        {
            plain.Take(operation);
        }

        using var after = PointsWork.Open(folder);
        var found = await after.LookAsync(PointsWork.Community, sight => (
            Differences: Enumerable.Range(0, PointsWork.Accounts).Count(number => sight.BalanceOf(PointsWork.Account(number)) != plain.Balances[number]),
            Negative: Enumerable.Range(0, PointsWork.Accounts).Count(number => sight.BalanceOf(PointsWork.Account(number)) < 0),
            Entries: sight.Last!.Number,
            States: sight.Vouchers(int.MaxValue).GroupBy(voucher => voucher.State).ToDictionary(group => group.Key, group => group.Count())), default);
        var isSame = found is { Differences: 0, Negative: 0 } && found.Entries == plain.Entries && lost == 0 && Enum.GetValues<VoucherState>().All(state => found.States.GetValueOrDefault(state) == plain.Vouchers(state));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"operations: {operations} ({plain.Refused} refused) with {crashes} kills, {watch.Elapsed.TotalSeconds:0} s: {found.Entries} entries ({plain.Entries} by the plain count), {lost} acknowledged and lost, {found.Differences} accounts differ, {found.Negative} below nothing, vouchers {(isSame ? "agree" : "DIFFER")}"));

        for (var row = found.Entries; row < rows; row += 10_000)
        {
            var piece = (int)Math.Min(10_000, rows - row);
            await after.GiveAsync(PointsWork.Community, [.. Enumerable.Range(0, piece).Select(step => (Func<IPointsSight, Result<PointsChange>>)(sight => AwardDecisions.Give(
                sight, new AwardAsk(PointsWork.Account(step % PointsWork.Accounts), "ten", $"fill:{row + step}", 1, PointsWork.Today, new StaffId("clerk")), PointsWork.Now, PointsWork.Today)))], default);
        }

        watch.Restart();
        var verdict = await after.LookAsync(PointsWork.Community, sight => PointsCheck.Of(sight), default);
        var recounted = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var isWhole = await after.DamageAsync(default) is null;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"verify: {verdict.Entries} entries recounted in {recounted:0.00} s, the file itself in {watch.Elapsed.TotalSeconds:0.00} s: {verdict.Fault?.Why.En ?? "right"}, {(isWhole ? "whole" : "DAMAGED")}"));
        await VisitAsync(after, visits);
        return isSame && isWhole && verdict.Fault is null;
    }

    private static async Task VisitAsync(SqlitePointsStore store, int visits)
    {
        if (visits == 0)
        {
            return;
        }

        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(PointsWork.Now);
        var reader = new PointsReader(store, new HomeDirectory(new VolatileHomeStore(new VolatileAuditLog()), time), PointsWork.NoneResolved, new PointsFigures(), PointsWork.Calendar, time);
        var since = PointsWork.Today.AddDays(-30);
        async Task<double> VisitOnceAsync()
        {
            var watch = Stopwatch.StartNew();
            await reader.PublicAsync(PointsWork.Community, since, PointsWork.Today, long.MaxValue, null, default);
            return watch.Elapsed.TotalMilliseconds;
        }

        var before = Stopwatch.StartNew();
        await store.LookAsync(PointsWork.Community, AsEveryVisitDid, default);
        var (slow, first) = (before.Elapsed.TotalMilliseconds, await VisitOnceAsync());
        var later = new List<double>();
        for (var visit = 0; visit < visits; visit++)
        {
            later.Add(await VisitOnceAsync());
        }

        var change = new List<double>();
        for (var visit = 0; visit < visits; visit++)
        {
            await store.GiveAsync(PointsWork.Community, [sight => AwardDecisions.Give(
                sight, new AwardAsk(PointsWork.Account(visit), "ten", $"visit:{visit}", 1, PointsWork.Today, new StaffId("clerk")), PointsWork.Now, PointsWork.Today)], default);
            change.Add(await VisitOnceAsync());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"public page: {slow:0} ms when each visit read and asked for each award whether it was undone; now {first:0} ms for the first visit after a start, then {Median(later):0.0} ms, {Median(change):0.0} ms after a change"));
    }

    // The ranking, the months and the two sums as they were read for every visit: all entries, and a question for each.
    private static long AsEveryVisitDid(IPointsSight sight)
    {
        long seen = 0;
        for (var time = 0; time < 2; time++)
        {
            foreach (var entry in sight.Between(PointsWork.Now.AddDays(-180), DateTimeOffset.MaxValue).Where(entry => entry.Kind == PointsKind.Award && !AwardDecisions.IsUndone(sight, entry)))
            {
                seen += sight.Member(entry.Line.Debit) is null ? 0 : 1;
            }
        }

        return seen + sight.BalanceOf(PointsAccounts.Issue(PointsWork.Community)) + sight.BalanceOf(PointsAccounts.Redeemed(PointsWork.Community));
    }

    private static double Median(List<double> all) => all.Order().ElementAt(all.Count / 2);
}

/// <summary>The bank's process.</summary>
internal sealed class PointsProcess
{
    private readonly Process _process;

    private PointsProcess(Process process) => _process = process;

    public static async Task<PointsProcess> StartAsync(string folder)
    {
        var own = new ProcessStartInfo("dotnet", [typeof(PointsProcess).Assembly.Location, "points-serve", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        var started = new PointsProcess(Process.Start(own)!);
        return await started.AnswerAsync() == "ready" ? started : throw new InvalidOperationException("The bank's process did not start.");
    }

    public async Task SendAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async Task<string> AnswerAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2)) ?? throw new InvalidOperationException("The bank's process ended.");

    /// <summary>Ends it as a power cut would (SIGKILL); whether it had not answered yet.</summary>
    public bool Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        var rest = _process.StandardOutput.ReadToEnd();
        _process.Dispose();
        return rest.Length == 0;
    }
}
