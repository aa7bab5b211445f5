using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CommunityConsole.Bench.Consoles;
using CommunityConsole.Bench.Sos;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Bench.Repairs;

/// <summary>Open boards of repairs without a browser, and changes that each of them must show: a report, and the reporter's word that it is not fixed.</summary>
/// <remarks>From the sending of the call, so that the time of the call itself is in it; both carry words that stand nowhere else, which are looked for in the boards' batches.</remarks>
internal sealed class BoardProbe : IAsyncDisposable
{
    /// <summary>In the title of its reports: the load leaves them alone, since a board shows the latest state and would never show one that was passed over.</summary>
    public const string Mark = "看板探测";

    private const int OpenedAtOnce = 4;
    private const double MostMilliseconds = 1_000;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, byte[]> _awaited;
    private readonly IReadOnlyList<LightConsole> _boards;
    private readonly List<(string Kind, string Words, long Started)> _changes = [];

    private BoardProbe(ConcurrentDictionary<string, byte[]> awaited, IReadOnlyList<LightConsole> boards) => (_awaited, _boards) = (awaited, boards);

    /// <summary>Opens the boards of a repair worker.</summary>
    public static async Task<BoardProbe> OpenAsync(string url, int count)
    {
        var awaited = new ConcurrentDictionary<string, byte[]>();
        var cookie = await LightConsole.SignInAsync(url, Role.RepairWorker);
        var boards = new List<LightConsole>();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        foreach (var some in Enumerable.Range(0, count).Chunk(OpenedAtOnce))
        {
            boards.AddRange(await Task.WhenAll(some.Select(_ => LightConsole.OpenAsync(new Uri(url + "/repairs"), cookie, awaited, patience.Token))));
        }

        return new BoardProbe(awaited, boards);
    }

    /// <summary>Changes something every three seconds: reports, has it finished, and says that it is not fixed.</summary>
    public async Task RunAsync(HttpClient resident, HttpClient worker, CancellationToken end)
    {
        try
        {
            for (var number = 0; !end.IsCancellationRequested; number++)
            {
                await Task.Delay(Between, end);
                var words = $"第{number}次{Mark}";
                var report = await ChangeAsync("report", words, () => resident.PostAsJsonAsync(
                    "/api/repairs", new { title = words, description = $"{words}：楼道灯不亮", location = "幸福里 3 号楼", contact = "" }, CancellationToken.None));
                var id = report.GetProperty("id").GetInt32();

                await SeenAsync(words, end);
                await FinishAsync(worker, id);
                await Task.Delay(Between, end);
                await ChangeAsync("not fixed", $"{words}还没好", () => resident.PostAsJsonAsync(
                    $"/api/repairs/{id}/not-fixed", new { note = $"{words}还没好" }, CancellationToken.None));
                await SeenAsync($"{words}还没好", end);
                await FinishAsync(worker, id);   // or the workers of the load would find nothing but these
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    /// <summary>Waits for what is still under way and prints how long the changes took; whether every board showed every change, and 99 of 100 were on all boards within a second.</summary>
    public async Task<bool> ReportAsync()
    {
        foreach (var change in _changes)
        {
            await SeenAsync(change.Words, CancellationToken.None);
        }

        foreach (var fault in _boards.Select(board => board.Fault).OfType<Exception>().GroupBy(fault => fault.Message))
        {
            Console.WriteLine($"{fault.Count()} boards ended: {fault.Key}");
        }

        var missing = _changes.Sum(change => _boards.Count(board => !board.Seen.ContainsKey(change.Words)));
        List<double> last = [];
        foreach (var kind in _changes.GroupBy(change => change.Kind))
        {
            var onAll = kind.Where(change => _boards.All(board => board.Seen.ContainsKey(change.Words)))
                .Select(change => _boards.Max(board => Stopwatch.GetElapsedTime(change.Started, board.Seen[change.Words]).TotalMilliseconds)).Order().ToList();
            last.AddRange(onAll);
            Console.WriteLine(FormattableString.Invariant($"{kind.Key,-9} {kind.Count(),4} changes on all {_boards.Count} boards, ms: {HelpCalls.Spread(onAll)}"));
        }

        last.Sort();
        Console.WriteLine(FormattableString.Invariant($"boards    {_changes.Count,4} changes, missing {missing}, until all show it, ms: {HelpCalls.Spread(last)}"));
        return missing == 0 && last.Count > 0 && HelpCalls.At(last, 0.99) <= MostMilliseconds;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_boards.Select(board => board.DisposeAsync().AsTask()));

    // On every board, or so late that it counts as missing.
    private async Task SeenAsync(string words, CancellationToken end)
    {
        var waited = Stopwatch.GetTimestamp();
        while (_boards.Any(board => !board.Seen.ContainsKey(words)) && Stopwatch.GetElapsedTime(waited) < Patience)
        {
            await Task.Delay(Between / 30, end);
        }
    }

    private static async Task FinishAsync(HttpClient worker, int id) =>
        (await worker.PutAsJsonAsync($"/api/repairs/{id}", new { status = "completed", notes = "探测" }, CancellationToken.None)).Dispose();

    private async Task<JsonElement> ChangeAsync(string kind, string words, Func<Task<HttpResponseMessage>> call)
    {
        _awaited[words] = Encoding.UTF8.GetBytes(words);
        var started = Stopwatch.GetTimestamp();
        using var answer = await call();
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException($"{kind}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        _changes.Add((kind, words, started));
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
