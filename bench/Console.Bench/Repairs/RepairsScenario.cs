using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using CommunityConsole.Bench.Sos;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Bench.Repairs;

/// <summary>Residents report and rate, workers take and finish, all at once over HTTP; then the history of what was answered is looked for. <c>-- repairs [--minutes N] [--boards N] [--kill]</c>, from the repository's root; <c>--boards</c>: so many open boards beside it (20), on each of which a sample of changes must stand within a second; <c>--kill</c>: the program is
/// killed (SIGKILL) in the middle of it all and started again on its folder before anything is looked for.</summary>
/// <remarks>
/// The program runs as its own process on an empty folder with the demonstration's community; server and load share the machine's cores. A resident reports, asks how it
/// goes every five seconds, and rates once it is completed; every second one has no account. A worker takes the oldest of a page of open ones, works two seconds, and
/// finishes. They share the demonstration's one account of that role and meet on the same repairs; who comes second is refused.
/// </remarks>
internal static class RepairsScenario
{
    private const int Residents = 500;
    private const int Workers = 50;
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Ask = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(2);

    private static readonly (string Title, string Where)[] Troubles =
    [
        ("厨房水管漏水", "幸福里 7 号楼 2 单元 301"), ("楼道灯不亮", "幸福里 3 号楼 1 单元 4 楼"), ("电梯按键没反应", "幸福里 1 号楼"), ("垃圾没人清", "东门垃圾站"), ("门口那个又坏了", "门口"),
    ];

    /// <returns>0; 1 when something answered is not there, a call failed, the p99 of a call is above 200 ms, or the boards do not agree within a second.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var minutes = Number(args, "--minutes", 10);
        var boards = (int)Number(args, "--boards", 20);
        var kill = args.Contains("--kill");
        var folder = Directory.CreateTempSubdirectory("bench-repairs-").FullName;
        try
        {
            return await RunAsync(minutes, boards, kill, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Number(string[] args, string name, double otherwise) =>
        Array.IndexOf(args, name) is var at and >= 0 ? double.Parse(args[at + 1], CultureInfo.InvariantCulture) : otherwise;

    private static async Task<int> RunAsync(double minutes, int boards, bool kill, string folder)
    {
        await using var server = await ConsoleProgram.StartOnAsync(folder);
        await server.SettleForGoodAsync();

        // Open before the load, as they are in the morning; a killed program takes its boards with it.
        await using var probe = await BoardProbe.OpenAsync(server.Url, kill ? 0 : boards);
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(kill ? minutes * 2 : minutes));
        var history = new RepairHistory();
        using var resident = await SignInAsync(server.Url, Role.Resident);
        using var nobody = Client(server.Url);
        using var worker = await SignInAsync(server.Url, Role.RepairWorker);

        var used = server.ProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var load = Task.WhenAll(
        [
            .. Enumerable.Range(0, Residents).Select(index => ResideAsync(index % 2 == 0 ? resident : nobody, resident, index, history, end.Token)),
            .. Enumerable.Range(0, Workers).Select(index => WorkAsync(worker, index, history, end.Token)),
            .. kill || boards == 0 ? Array.Empty<Task>() : [probe.RunAsync(resident, worker, end.Token)],
        ]);
        if (kill)
        {
            // In the middle: calls are under way, and what they ask for may or may not be stored.
            await Task.Delay(TimeSpan.FromMinutes(minutes), CancellationToken.None);
            server.Kill();
            await load.ContinueWith(static over => over.Exception?.Handle(static fault => fault is HttpRequestException), TaskScheduler.Default);
            await using var again = await ConsoleProgram.StartOnAsync(folder);
            using var eye = await SignInAsync(again.Url, Role.RepairWorker);
            return Report(history, await LostAsync(eye, history));
        }

        await load;
        var elapsed = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(FormattableString.Invariant($"{elapsed.TotalMinutes:F1} min, server {(server.ProcessorTime - used) / elapsed:F2} cores, {server.Memory().Now:F0} MiB"));
        var sound = history.Write() & (boards == 0 || await probe.ReportAsync());
        return sound ? Report(history, await LostAsync(worker, history)) : 1;
    }

    private static int Report(RepairHistory history, int lost)
    {
        Console.WriteLine(FormattableString.Invariant($"history: {history.Reported.Count} reported, {history.Finished.Count} finished, {history.Rated.Count} rated, {lost} of them not found"));
        return lost == 0 ? 0 : 1;
    }

    private static async Task ResideAsync(HttpClient client, HttpClient reader, int index, RepairHistory history, CancellationToken end)
    {
        try
        {
            await Task.Delay(BetweenReports * Random.Shared.NextDouble(), end);
            for (var number = 0; !end.IsCancellationRequested; number++)
            {
                var (title, where) = Troubles[(index + number) % Troubles.Length];
                var report = await history.CallAsync("report", () => client.PostAsJsonAsync("/api/repairs", new { title, description = $"{title}，第 {index}-{number} 次", location = where, contact = "13800008000" }));
                var id = report.GetProperty("id").GetInt32();
                var code = report.TryGetProperty("code", out var given) ? given.GetString() : null;
                history.Reported[id] = true;
                var reported = Stopwatch.GetTimestamp();
                while (Stopwatch.GetElapsedTime(reported) < BetweenReports)
                {
                    await Task.Delay(Ask, end);
                    var now = await history.CallAsync("look", () => reader.GetAsync(new Uri($"/api/repairs/{id}", UriKind.Relative)));
                    if (now.GetProperty("status").GetString() == "completed" && !history.Rated.ContainsKey(id))
                    {
                        await history.CallAsync("rate", () => client.PostAsJsonAsync($"/api/repairs/{id}/rate", new { rating = 5, comment = "好", code }));
                        history.Rated[id] = true;
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    private static async Task WorkAsync(HttpClient client, int index, RepairHistory history, CancellationToken end)
    {
        try
        {
            while (!end.IsCancellationRequested)
            {
                await Task.Delay(Work * (0.5 + Random.Shared.NextDouble()), end);
                var page = await history.CallAsync("list", () => client.GetAsync(new Uri($"/api/repairs?status={(index % 2 == 0 ? "pending" : "processing")}&limit=50", UriKind.Relative)));
                var open = page.GetProperty("data").EnumerateArray()
                    .Where(repair => !repair.GetProperty("title").GetString()!.Contains(BoardProbe.Mark, StringComparison.Ordinal)).Select(repair => repair.GetProperty("id").GetInt32()).ToList();
                if (open.Count == 0)
                {
                    continue;
                }

                var id = open[Random.Shared.Next(open.Count)];
                await history.CallAsync("take", () => client.PutAsJsonAsync($"/api/repairs/{id}", new { status = "processing", notes = $"师傅 {index} 在看" }));
                await Task.Delay(Work, end);
                var done = await history.CallAsync("finish", () => client.PutAsJsonAsync($"/api/repairs/{id}", new { status = "completed", notes = $"师傅 {index} 修好" }));
                if (done.TryGetProperty("outcome", out _))
                {
                    history.Finished[id] = true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    private static async Task<int> LostAsync(HttpClient client, RepairHistory history)
    {
        var lost = 0;
        foreach (var id in history.Reported.Keys)
        {
            using var answer = await client.GetAsync(new Uri($"/api/repairs/{id}", UriKind.Relative));
            var repair = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>() : default;
            var there = answer.IsSuccessStatusCode
                && (!history.Finished.ContainsKey(id) || repair.GetProperty("status").GetString() == "completed")
                && (!history.Rated.ContainsKey(id) || repair.TryGetProperty("rating", out _));
            lost += there ? 0 : 1;
        }

        return lost;
    }

    private static async Task<HttpClient> SignInAsync(string url, Role role)
    {
        var client = Client(url);
        (await client.PostAsync(new Uri($"/demo/sign-in/{role}", UriKind.Relative), null)).Dispose();
        return client;
    }

    private static HttpClient Client(string url) => new(new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 1000 }) { BaseAddress = new Uri(url) };
}

/// <summary>What was answered, and how long it took.</summary>
internal sealed class RepairHistory
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<double>> _took = new();
    private readonly ConcurrentDictionary<string, int> _refused = new();

    public ConcurrentDictionary<int, bool> Reported { get; } = new();

    public ConcurrentDictionary<int, bool> Finished { get; } = new();

    public ConcurrentDictionary<int, bool> Rated { get; } = new();

    /// <summary>Makes a call and writes down how long it took. A refusal because somebody was faster is an answer; anything else that is no success ends the run.</summary>
    public async Task<JsonElement> CallAsync(string kind, Func<Task<HttpResponseMessage>> call)
    {
        var started = Stopwatch.GetTimestamp();
        using var answer = await call();
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _took.GetOrAdd(kind, _ => []).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (answer.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            _refused.AddOrUpdate(kind, 1, (_, count) => count + 1);
        }
        else if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{kind}: {(int)answer.StatusCode} {body}");
        }

        return body;
    }

    /// <summary>Prints the table; whether every p99 is within 200 ms.</summary>
    public bool Write()
    {
        var within = true;
        foreach (var (kind, took) in _took.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var ordered = took.Order().ToList();
            Console.WriteLine(FormattableString.Invariant($"{kind,-7} {ordered.Count,6} calls, refused {_refused.GetValueOrDefault(kind),4}, ms: {HelpCalls.Spread(ordered)}"));
            within &= HelpCalls.At(ordered, 0.99) <= 200;
        }

        return within;
    }
}
