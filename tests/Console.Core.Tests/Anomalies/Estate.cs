using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Many homes over the real keeper: two meters each, a report every 15 minutes, spread over the quarter; time moves by hand.</summary>
internal sealed class Estate : IWatchFacts, IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = Recorded.Start.AddHours(12);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly VolatileReadingStore _store = new();
    private readonly VolatileWatchCheckpointStore _checkpoints = new();
    private readonly FakeTimeProvider _time = new(Noon.AddHours(-4));
    private readonly HomeDirectory _directory;
    private readonly Dictionary<HomeId, int> _numbers = [];
    private WatchKeeper _keeper;

    /// <param name="homes">How many.</param>
    /// <param name="buildings">They are spread over so many buildings, of five to a grid cell.</param>
    public Estate(int homes, int buildings = 20)
    {
        _directory = new HomeDirectory(new VolatileHomeStore(new VolatileAuditLog()), _time);
        Homes = [.. Enumerable.Range(0, homes).Select(n => new HomeId("demo", $"h{n:000}"))];
        for (var n = 0; n < homes; n++)
        {
            _numbers[Homes[n]] = n;
        }

        _directory.Put(new HomeRegister(
            [],
            [.. Enumerable.Range(0, buildings).Select(n => new Building("demo", $"{n}", $"{n} 号楼", new GridCellId("demo", $"g{n / 5}")))],
            [.. Homes.Select((id, n) => new Home(
                id, new Address($"{n % buildings}", $"{n % buildings} 号楼", "", $"{n}"), new GridCellId("demo", $"g{n % buildings / 5}"), new Resident("", "", null, LivesAlone: true)))]));
        Consents = new ConsentBook(new VolatileConsentStore(new VolatileAuditLog()), Recorded.Calendar, _time);
        _keeper = NewKeeper();
    }

    /// <summary>Nobody has been asked, until a test says otherwise.</summary>
    public ConsentBook Consents { get; }

    public IReadOnlyList<HomeId> Homes { get; }

    /// <summary>Everything told, and when by the wall's clock.</summary>
    public List<(WatchDecision Decision, DateTimeOffset Told)> Told { get; } = [];

    public IEnumerable<WatchDecision> Decisions => Told.Select(told => told.Decision);

    public IEnumerable<WatchDecision> Outages => Decisions.Where(decision => decision.Kind == AnomalyKind.AreaOutage);

    /// <summary>Homes told by themselves for something that rests on missing data.</summary>
    public IReadOnlyList<HomeId> Singly => [.. Decisions.Where(decision => decision.Kind is AnomalyKind.DeviceFault or AnomalyKind.Inactivity).Select(decision => decision.Home).Distinct()];

    public DateTimeOffset Now => _time.GetUtcNow();

    public IReadOnlyList<HomeId> In(int building, int buildings = 20) => [.. Homes.Where((_, n) => n % buildings == building)];

    public async Task StartAsync()
    {
        await _keeper.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => _keeper.ToldTime == Now, "the keeper listens");
    }

    /// <summary>Stops the keeper, which saves, and starts another from what was saved.</summary>
    public async Task RestartAsync()
    {
        await _keeper.StopAsync(CancellationToken.None);
        _keeper.Dispose();
        _keeper = NewKeeper();
        await StartAsync();
    }

    /// <summary>Lets time pass; homes for which <paramref name="alive"/> is true report as their turn comes.</summary>
    public async Task RunAsync(TimeSpan span, Func<HomeId, bool>? alive = null)
    {
        for (var end = Now + span; Now < end;)
        {
            var from = Now;
            _time.Advance(Step);
            await StoreAsync([.. Homes.Where(alive ?? (_ => true)).SelectMany(home => Reports(home, from, Now))]);
            await Eventually.HoldsAsync(() => _keeper.ToldTime == Now, "homes and areas are told the time");
        }
    }

    /// <summary>These homes' residents take their consent back.</summary>
    public void Withdraw(IEnumerable<HomeId> homes)
    {
        foreach (var home in homes)
        {
            Consents.Put(new ConsentStatement(
                home, 1, ConsentAnswer.Withdrawn, new ConsentWords(SpeakerCapacity.Resident, "", DateOnly.FromDateTime(Now.UtcDateTime), ConsentForm.Paper, "", ""), new StaffId("lin"), Now));
        }
    }

    /// <summary>These homes' devices are gone, as the broker says.</summary>
    public Task CutAsync(IEnumerable<HomeId> homes, params string[] devices) => StoreAsync(
        [.. homes.SelectMany(home => devices, (home, device) => Row(home, device, Measure.Link, 0, Now))]);

    public Task CallAsync(HomeId home) => StoreAsync([Row(home, "button", Measure.Sos, 1, Now)]);

    public async Task StoreAsync(IReadOnlyList<Reading> rows)
    {
        if (rows.Count > 0)
        {
            var stored = await _store.StoreAsync(rows, [], CancellationToken.None);
            await _keeper.StoredAsync(stored, CancellationToken.None);
            await Eventually.HoldsAsync(() => _keeper.Position == stored[^1].Position, "the keeper takes in everything stored");
        }
    }

    public ValueTask DecidedAsync(IReadOnlyList<WatchDecision> decisions, CancellationToken cancellation)
    {
        lock (Told)
        {
            Told.AddRange(decisions.Select(decision => (decision, Now)));
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _keeper.StopAsync(CancellationToken.None);
        _keeper.Dispose();
    }

    private IEnumerable<Reading> Reports(HomeId home, DateTimeOffset after, DateTimeOffset until)
    {
        var turn = TimeSpan.FromSeconds(_numbers[home] * 37 % 900);
        for (var at = after - TimeSpan.FromTicks((after - turn).UtcTicks % TimeSpan.FromMinutes(15).Ticks) + TimeSpan.FromMinutes(15); at <= until; at += TimeSpan.FromMinutes(15))
        {
            var quarters = (at - Noon.AddDays(-1)).Ticks / TimeSpan.FromMinutes(15).Ticks;
            yield return Row(home, "water", Measure.TotalLitres, 1000 + (quarters * 3), at);
            yield return Row(home, "power", Measure.TotalWattHours, 9000 + (quarters * 40) + (quarters % 2 * 9), at);   // a fridge; one and the same load is a stuck meter
        }
    }

    private static Reading Row(HomeId home, string device, Measure measure, long value, DateTimeOffset at) =>
        new(new DeviceId(home, device), DeviceKind.Unknown, measure, value, at.ToUniversalTime(), at.ToUniversalTime());

    private WatchKeeper NewKeeper() =>
        new(_store, _checkpoints, _directory, new LessonBook(new VolatileLessonStore(new VolatileAuditLog()), Consents), Consents, [this], Options.Create(new WatchOptions()), Recorded.Calendar, _time, NullLogger<WatchKeeper>.Instance);
}
