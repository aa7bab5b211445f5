using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Keeps the watches of all homes: feeds them what is stored, tells what they decide, saves their state.</summary>
public sealed class WatchKeeper(
    IReadingStore readings, IWatchCheckpointStore checkpoints, IEnumerable<IWatchFacts> facts, IOptions<WatchOptions> options, EstateCalendar calendar, TimeProvider time)
    : BackgroundService, IReadingFacts
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<HomeId, HomeWatch> _homes = new();
    private readonly LiveView<long> _changes = new(0);

    /// <summary>Homes without fresh readings.</summary>
    public int UnwatchedHomes => _homes.Values.Count(home => home.Picture().State == WatchState.Unwatched);

    /// <summary>What a home's watch knows now; null where no reading of it was ever stored.</summary>
    public HomePicture? PictureOf(HomeId home) => _homes.TryGetValue(home, out var watch) ? watch.Picture() : null;

    /// <summary>A home's picture on opening and after changes, latest wins.</summary>
    public async IAsyncEnumerable<HomePicture> WatchAsync(HomeId home, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var _ in _changes.WatchAsync(Pause, time, cancellation))
        {
            if (PictureOf(home) is { } picture)
            {
                yield return picture;
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask StoredAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellation)
    {
        var decisions = new List<WatchDecision>();
        foreach (var stored in readings)
        {
            _homes.GetOrAdd(stored.Reading.Device.Home, home => new HomeWatch(home, options.Value, calendar)).Take(stored.Reading, decisions);
        }

        foreach (var listener in decisions.Count == 0 ? [] : facts)
        {
            await listener.DecidedAsync(decisions, cancellation);
        }

        _changes.Change(n => n + 1);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var stored in readings.ReadAfterAsync(await checkpoints.PositionAsync(stoppingToken), stoppingToken))
        {
            await StoredAsync([stored], stoppingToken);
        }
    }
}
