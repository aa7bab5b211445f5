using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Bench.Sos;
using CommunityConsole.Core.Council;

namespace CommunityConsole.Bench.Votes;

/// <summary>
/// Everybody votes, each ten times at once, while the program is killed again and again; then the receipts are looked for.
/// <c>-- votes [--voters N] [--seconds S] [--kills K] [--closes C] [--mode named|namedTurnout|secret]</c>, from the repository's root.
/// </summary>
/// <remarks>
/// The program runs as its own process on a folder of its own; server and load share the machine's cores. A voter sends ten copies at once under two keys (two phones) and
/// goes on until one is answered with a receipt; time without a server does not count. Then everybody votes as fast as it goes, in turns with the disk alone. <c>--closes</c>: after it, so often, 500 ballots are under way when the chair closes.
/// </remarks>
internal static class VotesScenario
{
    private const int Copies = 10;
    private const int UnderWay = 500;
    private const int InFlight = 200;
    private const int Turns = 5;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);

    /// <returns>0; 1 when a ballot is lost, doubled or half in.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (voters, seconds, kills, closes) = (Number(args, "--voters", 3_000), Number(args, "--seconds", 60), Number(args, "--kills", 10), Number(args, "--closes", 100));
        var mode = Array.IndexOf(args, "--mode") is var at and >= 0 ? args[at + 1] : "namedTurnout";
        var folder = Directory.CreateTempSubdirectory("bench-votes-").FullName;
        try
        {
            await using (var first = await ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1")))
            {
                await first.SettleAsync();
                await first.StopAsync();
            }

            var people = await VoteElectorate.MakeAsync(folder, voters);
            var sound = await EverybodyAsync(folder, people, seconds, kills, mode);
            await RateAsync(folder, people, mode);
            return await ClosesAsync(folder, people, closes, mode) && sound ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> EverybodyAsync(string folder, VoteElectorate people, int seconds, int kills, string mode)
    {
        var up = new Uptime(await ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1")));
        await up.Server.SettleAsync();
        int id;
        using (var chair = await VoteElectorate.ChairAsync(up.Server.Url))
        {
            id = await VoteElectorate.OpenAsync(chair, 0, people.Size, mode);
        }

        using var http = Client();
        var receipts = new ConcurrentDictionary<int, ConcurrentBag<(long, string)>>();
        var (took, answered, started) = (new ConcurrentBag<double>(), 0, Stopwatch.GetTimestamp());
        var load = Enumerable.Range(0, people.Size).SelectMany(voter => Enumerable.Range(0, Copies).Select(copy => (voter, copy))).Select(async ballot =>
        {
            await up.AfterAsync(TimeSpan.FromSeconds((double)ballot.voter / people.Size * seconds));
            while (true)
            {
                var (url, sent) = (up.Server.Url, Stopwatch.GetTimestamp());
                try
                {
                    var (status, body) = await CastAsync(http, url, people, id, ballot.voter, $"phone-{ballot.copy % 2}");
                    Interlocked.Increment(ref answered);
                    took.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                    if (status == HttpStatusCode.OK)
                    {
                        receipts.GetOrAdd(ballot.voter, _ => []).Add((body.GetProperty("leaf").GetInt64(), body.GetProperty("code").GetString()!));
                        return;
                    }

                    if (status == HttpStatusCode.Conflict)
                    {
                        return;   // the other phone was first
                    }

                    throw new InvalidOperationException($"{status} {body}");
                }
                catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException or TaskCanceledException)
                {
                    await Task.Delay(Again);   // no server: whether it was in is unknown, so the same key is sent again
                }
            }
        }).ToList();

        var random = new Random(7);
        for (var kill = 0; kill < kills; kill++)
        {
            await up.AfterAsync(TimeSpan.FromSeconds((kill + random.NextDouble()) * seconds / kills));
            await up.KillAsync(() => ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1")));
        }

        await Task.WhenAll(load);
        var elapsed = Stopwatch.GetElapsedTime(started) - up.Down;
        Console.WriteLine(FormattableString.Invariant(
            $"{people.Size} voters, {Copies} copies each, mode {mode}: {answered} answers in {elapsed.TotalSeconds:F0} s of up time, {up.Kills} kills ({up.Down.TotalSeconds:F0} s down); ms for each answer: {HelpCalls.Spread([.. took.Order()])}"));

        using var end = await VoteElectorate.ChairAsync(up.Server.Url);
        var closed = await VoteElectorate.StepAsync(end, id, "close");
        var ballots = closed.GetProperty("cast").GetProperty("ballots").GetInt32();
        var lines = await LinesAsync(end, id);
        var different = receipts.Count(pair => pair.Value.Distinct().Count() != 1);
        var lost = receipts.Count(pair => pair.Value.Any(receipt => receipt.Item1 >= lines.Count || VoteReceipt.CodeOf(Core.Kernel.MerkleTree.HashLeaf(lines[(int)receipt.Item1])) != receipt.Item2));
        Console.WriteLine(FormattableString.Invariant($"ballots {ballots}, voters with a receipt {receipts.Count}, receipts not found in the log {lost}, voters with two receipts {different}"));
        await up.Server.DisposeAsync();
        return ballots == people.Size && receipts.Count == people.Size && lost == 0 && different == 0;
    }

    // As fast as it goes, in turns with the disk alone.
    private static async Task RateAsync(string folder, VoteElectorate people, string mode)
    {
        await using var server = await ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1"));
        await server.SettleAsync();
        using var chair = await VoteElectorate.ChairAsync(server.Url);
        using var http = Client();
        var (ballots, flushes) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            flushes.Add(DiskLimit.FlushesPerSecond(folder));
            var (id, started) = (await VoteElectorate.OpenAsync(chair, 0, people.Size, mode), Stopwatch.GetTimestamp());
            await Parallel.ForAsync(0, people.Size, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (voter, _) =>
            {
                var (status, body) = await CastAsync(http, server.Url, people, id, voter, "phone");
                if (status != HttpStatusCode.OK)
                {
                    throw new InvalidOperationException($"{status} {body}");
                }
            });
            ballots.Add(people.Size / Stopwatch.GetElapsedTime(started).TotalSeconds);
            await VoteElectorate.StepAsync(chair, id, "close");
        }

        var (cast, flushed) = (ballots.Order().ElementAt(Turns / 2), flushes.Order().ElementAt(Turns / 2));
        Console.WriteLine(FormattableString.Invariant(
            $"{InFlight} ballots in flight, {Turns} turns, medians: {cast:F0} ballots a second on disk and answered; the disk alone {flushed:F0} flushes of 4 KiB a second; {cast / flushed:F2} ballots for each flush it could do"));
    }

    private static async Task<bool> ClosesAsync(string folder, VoteElectorate people, int closes, string mode)
    {
        if (closes == 0)
        {
            return true;
        }

        await using var server = await ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1"));
        await server.SettleAsync();
        using var chair = await VoteElectorate.ChairAsync(server.Url);
        using var http = Client();
        var (half, inside, refused, count, random) = (0, 0, 0, Math.Min(UnderWay, people.Size), new Random(11));
        for (var run = 0; run < closes; run++)
        {
            var id = await VoteElectorate.OpenAsync(chair, 0, count, mode);
            var ballots = Enumerable.Range(0, count).Select(voter => Task.Run(() => CastAsync(http, server.Url, people, id, voter, "phone"))).ToList();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(0, 400)));
            var closed = await VoteElectorate.StepAsync(chair, id, "close");
            var answers = await Task.WhenAll(ballots);
            var taken = answers.Count(answer => answer.Status == HttpStatusCode.OK);
            var over = answers.Count(answer => answer.Status == HttpStatusCode.Conflict && answer.Body.GetProperty("code").GetString() == "vote.over");
            half += taken == closed.GetProperty("cast").GetProperty("ballots").GetInt32() && taken + over == count ? 0 : 1;
            inside += taken;
            refused += over;
        }

        Console.WriteLine(FormattableString.Invariant($"{closes} closes with {count} ballots under way: {inside} in, {refused} refused, runs with a ballot half in {half}"));
        return half == 0;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> CastAsync(HttpClient http, string url, VoteElectorate people, int id, int voter, string key)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri($"{url}/api/votes/{id}/ballots"))
        {
            Content = JsonContent.Create(new { option = voter % 3 == 0 ? "against" : "for", clientKey = key, phrase = string.Create(CultureInfo.InvariantCulture, $"暗语 {voter:x4}号") }),
        };
        ask.Headers.Authorization = people.As(voter);
        using var answer = await http.SendAsync(ask);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    // What anybody can load down: also checked as anybody can.
    private static async Task<IReadOnlyList<byte[]>> LinesAsync(HttpClient client, int id)
    {
        var vote = VoteExport.Read(await client.GetByteArrayAsync(new Uri($"/api/votes/{id}/record", UriKind.Relative)));
        var verdict = VoteCheck.Of(vote);
        Console.WriteLine(verdict.Fault is { } fault ? $"record: {fault.Part} {fault.Number}: {fault.Why.En}" : FormattableString.Invariant($"record: whole, {vote.Leaves.Count} leaves recounted"));
        return vote.Leaves;
    }

    private static HttpClient Client() => new(new SocketsHttpHandler { MaxConnectionsPerServer = 1_000 });

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>The program that is up now, and a clock that stands still while none is.</summary>
internal sealed class Uptime(ConsoleProgram server)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _downSince;

    public ConsoleProgram Server { get; private set; } = server;

    public TimeSpan Down { get; private set; }

    public int Kills { get; private set; }

    /// <summary>Waits until that much time with a server has passed.</summary>
    public async Task AfterAsync(TimeSpan time)
    {
        while (Volatile.Read(ref _downSince) != 0 || Stopwatch.GetElapsedTime(_started) - Down < time)
        {
            await Task.Delay(Look);
        }
    }

    /// <summary>Ends it as a power cut would, and starts it again.</summary>
    public async Task KillAsync(Func<Task<ConsoleProgram>> start)
    {
        Volatile.Write(ref _downSince, Stopwatch.GetTimestamp());
        Server.Kill();
        await Server.DisposeAsync();
        Server = await start();
        Down += Stopwatch.GetElapsedTime(Volatile.Read(ref _downSince));
        Kills++;
        Volatile.Write(ref _downSince, 0);
    }
}
