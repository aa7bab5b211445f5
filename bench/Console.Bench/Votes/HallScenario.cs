using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Bench.Sos;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace CommunityConsole.Bench.Votes;

/// <summary>
/// A hall votes: 50 ballots a second, 300 screens on <c>/hubs/votes</c> and the big screen in a real browser; from the sending of a ballot until it is counted on each.
/// <c>-- hall [--connections N] [--rate R] [--seconds S]</c>, from the repository's root.
/// </summary>
/// <remarks>Server, browser, connections and load share the machine's cores. A ballot is on a screen when the screen's number is at least its place in the vote's log.</remarks>
internal static class HallScenario
{
    private static readonly TimeSpan After = TimeSpan.FromSeconds(3);

    /// <returns>0; 1 when a p99 is above 500 ms or a ballot never came to a screen.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (connections, rate, seconds) = (Number(args, "--connections", 300), Number(args, "--rate", 50), Number(args, "--seconds", 60));
        var folder = Directory.CreateTempSubdirectory("bench-hall-").FullName;
        try
        {
            await using (var first = await ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1")))
            {
                await first.SettleAsync();
                await first.StopAsync();
            }

            var people = await VoteElectorate.MakeAsync(folder, Math.Max(rate * seconds, connections));
            await using var server = await ConsoleProgram.StartOnAsync(folder, ("Demo__Homes", "1"));
            await server.SettleAsync();
            return await RunAsync(server, people, connections, rate, seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> RunAsync(ConsoleProgram server, VoteElectorate people, int connections, int rate, int seconds)
    {
        using var chair = await VoteElectorate.ChairAsync(server.Url);
        var id = await VoteElectorate.OpenAsync(chair, 0, people.Size, "named");
        await using var screen = await HallScreen.OpenAsync(server.Url, id);
        var hubs = new List<(HubConnection Hub, ConcurrentQueue<(int Count, DateTimeOffset At)> Shown)>();
        for (var number = 0; number < connections; number++)
        {
            hubs.Add(await JoinAsync(server.Url, people, number, id));
        }

        await server.SettleAsync();
        var (used, started) = (server.ProcessorTime, Stopwatch.GetTimestamp());
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 500 });
        var ballots = new List<Task<(int Place, DateTimeOffset Sent, double Took)>>();
        for (var voter = 0; voter < rate * seconds; voter++)
        {
            var wait = TimeSpan.FromSeconds((double)voter / rate) - Stopwatch.GetElapsedTime(started);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
            ballots.Add(CastAsync(http, server.Url, people, id, voter));
        }

        var cast = await Task.WhenAll(ballots);
        var elapsed = Stopwatch.GetElapsedTime(started);
        used = server.ProcessorTime - used;
        await Task.Delay(After);

        var onHubs = hubs.SelectMany(hub => Delays(cast, [.. hub.Shown])).ToList();
        var inBrowser = Delays(cast, [.. screen.Shown]);
        Console.WriteLine(FormattableString.Invariant(
            $"{cast.Length} ballots, {cast.Length / elapsed.TotalSeconds:F1} a second, {connections} connections; server {used / elapsed:F2} cores, {server.Memory().Now:F0} MiB"));
        Console.WriteLine($"receipt after ms:          {HelpCalls.Spread([.. cast.Select(ballot => ballot.Took).Order()])}");
        var sound = Say("on a connection after ms:  ", onHubs) & Say("on the big screen after ms:", inBrowser);
        foreach (var (hub, _) in hubs)
        {
            await hub.DisposeAsync();
        }

        return sound ? 0 : 1;
    }

    private static bool Say(string what, List<double> delays)
    {
        var shown = delays.Where(double.IsFinite).Order().ToList();
        Console.WriteLine($"{what} {HelpCalls.Spread(shown)}, never shown {delays.Count - shown.Count}");
        return shown.Count == delays.Count && HelpCalls.At(shown, 0.99) <= 500;
    }

    private static List<double> Delays((int Place, DateTimeOffset Sent, double Took)[] cast, List<(int Count, DateTimeOffset At)> shown)
    {
        var delays = new List<double>(cast.Length);
        var next = 0;
        foreach (var (place, sent, _) in cast.OrderBy(ballot => ballot.Place))
        {
            while (next < shown.Count && shown[next].Count < place)
            {
                next++;
            }

            delays.Add(next < shown.Count ? (shown[next].At - sent).TotalMilliseconds : double.PositiveInfinity);
        }

        return delays;
    }

    // Definition and opening are leaves 0 and 1: the first ballot is leaf 2.
    private static async Task<(int Place, DateTimeOffset Sent, double Took)> CastAsync(HttpClient http, string url, VoteElectorate people, int id, int voter)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, new Uri($"{url}/api/votes/{id}/ballots"))
        {
            Content = JsonContent.Create(new { option = voter % 3 == 0 ? "against" : "for", clientKey = "phone" }),
        };
        ask.Headers.Authorization = people.As(voter);
        var (sent, started) = (DateTimeOffset.UtcNow, Stopwatch.GetTimestamp());
        using var answer = await http.SendAsync(ask);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return answer.IsSuccessStatusCode
            ? ((int)body.GetProperty("leaf").GetInt64() - 1, sent, Stopwatch.GetElapsedTime(started).TotalMilliseconds)
            : throw new InvalidOperationException(body.ToString());
    }

    private static async Task<(HubConnection Hub, ConcurrentQueue<(int Count, DateTimeOffset At)> Shown)> JoinAsync(string url, VoteElectorate people, int voter, int id)
    {
        var shown = new ConcurrentQueue<(int, DateTimeOffset)>();
        var hub = new HubConnectionBuilder().WithUrl(new Uri(url + "/hubs/votes"), options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.AccessTokenProvider = () => Task.FromResult<string?>(people.As(voter).Parameter);
        }).Build();
        hub.On<JsonElement>("tally", line => shown.Enqueue((line.GetProperty("cast").GetProperty("ballots").GetInt32(), DateTimeOffset.UtcNow)));
        await hub.StartAsync();
        await hub.InvokeAsync("Join", id);
        return (hub, shown);
    }

    private static int Number(string[] args, string name, int otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;
}
