using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Keeps the watches of all homes: feeds them what is stored, tells what they decide, saves their state.</summary>
/// <remarks>
/// The store is the queue. Stored readings come over a short bounded channel; when that is full they are dropped and
/// read from the store instead, so the pump never waits for a training. One loop feeds all homes in the order of
/// storing: a row costs microseconds and a training a millisecond once a day and home, so one core carries far more than
/// one estate, and nothing has to be put back in order. A call for help does not pass through it (<see cref="HelpLine"/>).
/// </remarks>
public sealed partial class WatchKeeper(
    IReadingStore readings, IWatchCheckpointStore checkpoints, HomeDirectory residents, LessonBook lessons, ConsentBook consents, IEnumerable<IWatchFacts> facts, IOptions<WatchOptions> options,
    EstateCalendar calendar, TimeProvider time, ILogger<WatchKeeper> log)
    : BackgroundService, IReadingFacts, IHomeFacts, ILessonFacts, IConsentFacts
{
    private static readonly TimeSpan ScreenPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(15);
    private const int Backlog = 256;
    private const int CatchUpRows = 32_768;
    private const int ManyHomes = 10_000;

    private readonly ConcurrentDictionary<HomeId, WatchedHome> _homes = new();
    private readonly Channel<IReadOnlyList<StoredReading>> _fresh = Channel.CreateBounded<IReadOnlyList<StoredReading>>(
        new BoundedChannelOptions(Backlog) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly HelpLine _help = new(calendar);
    private readonly CohortBook _cohorts = new();
    private readonly AreaWatch _areas = new(area => residents.NameOf(area));
    private readonly IWatchFacts[] _facts = [.. facts];
    private readonly List<WatchDecision> _decisions = [];   // as the watches made them
    private readonly List<WatchDecision> _ready = [];       // to be told
    private readonly ConcurrentQueue<HomeId> _dropped = new();
    private readonly List<WatchedHome> _each = [];          // as of the last tick
    private readonly CheckpointRound _round = new(checkpoints);
    private bool _loaded;
    private long _position;
    private long _stored;

    /// <summary>Homes without fresh readings.</summary>
    public int UnwatchedHomes => _homes.Count(home => home.Value.Unwatched);

    /// <summary>Homes that are watched at all.</summary>
    public int Homes => _homes.Count;

    /// <summary>Position of the last stored reading that was taken in.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Up to when homes and areas were told the time.</summary>
    internal DateTimeOffset ToldTime { get; private set; }

    /// <summary>Called when the loop begins and after each of its rounds: for whoever drives the clock and waits for the watch to follow.</summary>
    internal Action? AfterRound { get; set; }

    /// <summary>What was stored before the start has been taken in.</summary>
    internal bool IsReady => ToldTime != default;

    /// <summary>What a home's watch knows now; null where no reading of it was ever stored, and without consent.</summary>
    public HomePicture? PictureOf(HomeId home)
    {
        if (!consents.Watches(home) || !_homes.TryGetValue(home, out var watched))
        {
            return null;
        }

        lock (watched.Gate)
        {
            return watched.Watch.Picture();
        }
    }

    /// <summary>How far the watch over a home can be trusted, without making its picture: for counts over a whole estate. A home no reading ever came of is unwatched; null where nobody may watch, which is no fault.</summary>
    public WatchState? StateOf(HomeId home)
    {
        if (!consents.Watches(home))
        {
            return null;
        }

        if (!_homes.TryGetValue(home, out var watched))
        {
            return WatchState.Unwatched;
        }

        lock (watched.Gate)
        {
            return watched.Watch.State;
        }
    }

    /// <summary>The last sign of life in a home, without making its picture; null where nobody may watch.</summary>
    public HomeSign? SignOf(HomeId home)
    {
        if (!consents.Watches(home))
        {
            return null;
        }

        if (!_homes.TryGetValue(home, out var watched))
        {
            return HomeSign.Unheard;
        }

        lock (watched.Gate)
        {
            return watched.Watch.Sign();
        }
    }

    /// <summary>Whether the home should have been heard by now, by its own rhythm, or one of its devices is cut off. One that is not to be watched is not missed.</summary>
    public bool IsMissed(HomeId home)
    {
        if (!_homes.TryGetValue(home, out var watched))
        {
            return consents.Watches(home);
        }

        lock (watched.Gate)
        {
            return watched.Watch.Signal.MissedAt(time.GetUtcNow().ToUnixTimeMilliseconds(), long.MinValue) is not null;
        }
    }

    /// <summary>The home's call for help has been answered: the next press is told at once, however soon it comes.</summary>
    public void Answered(HomeId home) => _help.Answered(home);

    /// <summary>A home's picture on opening and after changes, latest wins; begins once a first reading of the home was stored. Null when consent ended; a new watch's picture follows.</summary>
    public async IAsyncEnumerable<HomePicture?> WatchAsync(HomeId home, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (true)
        {
            WatchedHome? watched;
            while (!_homes.TryGetValue(home, out watched))
            {
                await Task.Delay(ScreenPause, time, cancellation);
            }

            await foreach (var _ in watched.Changes.WatchAsync(ScreenPause, time, cancellation))
            {
                yield return PictureOf(home);
                if (watched.Dropped)
                {
                    break;
                }
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask StoredAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellation)
    {
        List<WatchDecision>? calls = null;
        foreach (var stored in readings)
        {
            if (_help.Take(stored.Reading) is { } call)
            {
                (calls ??= []).Add(call);
            }
        }

        if (calls is not null)
        {
            await TellAsync(calls, cancellation);
        }

        if (readings.Count > 0)
        {
            // A full channel is no loss: the loop sees the gap in the positions and reads it from the store.
            Volatile.Write(ref _stored, readings[^1].Position);
            _fresh.Writer.TryWrite(readings);
        }
    }

    /// <inheritdoc />
    public ValueTask HomeChangedAsync(Home home, CancellationToken cancellation)
    {
        if (_homes.TryGetValue(home.Id, out var watched))
        {
            Hear(home.Id, watched);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public void Tuned(HomeId home, HomeTuning tuning)
    {
        if (_homes.TryGetValue(home, out var watched))
        {
            watched.Tune(tuning);
        }
    }

    /// <summary>What a home's watch learned is dropped when consent ends or becomes narrower: from then on it decides nothing; given anew, a new watch begins.</summary>
    public ValueTask ConsentChangedAsync(HomeId home, Coverage coverage, CancellationToken cancellation)
    {
        if (_homes.TryGetValue(home, out var watched) && (!coverage.Watches || watched.From != coverage.From) && _homes.TryRemove(KeyValuePair.Create(home, watched)))
        {
            watched.Dropped = true;
            watched.Ring();
            _dropped.Enqueue(home);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LoadAsync(stoppingToken);
            _loaded = true;
            await CatchUpAsync(stoppingToken);
            CollectWhatLoadingLeft();
            await FeedAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            if (_loaded)
            {
                await CloseAsync();   // before that what is on disk is all there is
            }
        }
    }

    private async Task FeedAsync(CancellationToken stopping)
    {
        using var tick = new PeriodicTimer(Tick, time);
        var ticked = tick.WaitForNextTickAsync(stopping).AsTask();
        var saved = time.GetTimestamp();
        _areas.Listen(ToldTime = time.GetUtcNow());
        AfterRound?.Invoke();
        Task<bool>? fresh = null;
        while (true)
        {
            fresh ??= _fresh.Reader.WaitToReadAsync(stopping).AsTask();
            await Task.WhenAny(fresh, ticked);
            stopping.ThrowIfCancellationRequested();
            try
            {
                if (fresh.IsCompleted)
                {
                    fresh = null;
                    await TakeFreshAsync(stopping);
                }

                if (ticked.IsCompleted)
                {
                    ticked = tick.WaitForNextTickAsync(stopping).AsTask();
                    await ForgetDroppedAsync(stopping);
                    await CatchUpAsync(stopping);
                    await TellTimeAsync(stopping);
                    if (!_round.UnderWay && time.GetElapsedTime(saved) >= options.Value.Checkpoint)
                    {
                        saved = time.GetTimestamp();
                        _round.Begin(_homes.Values, _position);
                    }

                    if (_round.UnderWay)
                    {
                        await SaveBiteAsync(stopping);
                    }
                }
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                LogFault(fault);
            }

            AfterRound?.Invoke();
        }
    }

    /// <summary>Reads from the store what did not come over the channel.</summary>
    private async Task CatchUpAsync(CancellationToken stopping)
    {
        while (true)
        {
            var before = _position;
            await foreach (var batch in readings.ReadAfterAsync(_position, stopping).InBatches(CatchUpRows, stopping))
            {
                TakeAll(batch);
                await TellDecisionsAsync(stopping);
            }

            if (_position == before || _position >= Volatile.Read(ref _stored))
            {
                return;
            }
        }
    }

    private async Task TakeFreshAsync(CancellationToken stopping)
    {
        while (_fresh.Reader.TryRead(out var batch))
        {
            if (batch[^1].Position <= _position)
            {
                continue;   // read from the store meanwhile
            }

            // Positions may have gaps of their own, so only the store knows whether something is missing.
            if (batch[0].Position > _position + 1)
            {
                await CatchUpAsync(stopping);
                continue;
            }

            foreach (var stored in batch)
            {
                Take(stored);
            }

            await TellDecisionsAsync(stopping);
        }
    }

    /// <summary>Takes many rows in on all cores: homes know nothing of each other, and each gets its rows in their order.</summary>
    private void TakeAll(IReadOnlyList<StoredReading> batch)
    {
        var homes = batch.Where(stored => stored.Position > _position && MayUse(stored.Reading))
            .GroupBy(stored => stored.Reading.Device.Home)
            .Select(rows => (Watched: WatchedOf(rows.Key), Rows: rows, Decisions: new List<WatchDecision>()))
            .ToList();
        try
        {
            Parallel.ForEach(homes, static home =>
            {
                foreach (var stored in home.Rows)
                {
                    home.Watched.Take(stored, home.Decisions);
                }
            });
        }
        finally
        {
            homes.ForEach(home => _decisions.AddRange(home.Decisions));   // also when another home failed: they are not made twice
        }

        Volatile.Write(ref _position, Math.Max(_position, batch[^1].Position));
    }

    private void Take(in StoredReading stored)
    {
        if (stored.Position > _position)
        {
            if (MayUse(stored.Reading))
            {
                WatchedOf(stored.Reading.Device.Home).Take(stored, _decisions);
            }

            Volatile.Write(ref _position, stored.Position);
        }
    }

    private bool MayUse(in Reading reading)
    {
        if (reading.Received >= consents.CoverageOf(reading.Device.Home).From)
        {
            return true;
        }

        // Whoever presses the button is heard all the same; told before, it is not told twice.
        if (_help.Take(reading) is { } call)
        {
            _decisions.Add(call);
        }

        return false;
    }

    private WatchedHome WatchedOf(HomeId home)
    {
        if (!_homes.TryGetValue(home, out var watched))
        {
            watched = _homes[home] = new WatchedHome(new HomeWatch(home, options.Value, calendar), 0, consents.CoverageOf(home).From);
            Hear(home, watched);
        }

        return watched;
    }

    // Only "at home" is proof to a watch. Of somebody said to be away it goes on judging: the desk lets those alerts wait.
    private void Hear(HomeId home, WatchedHome watched)
    {
        var known = residents.Find(home);
        watched.Tune(lessons.TuningOf(home));
        watched.Tallies = _areas.TalliesOf(home, known);
        var word = known?.PresenceAt(time.GetUtcNow());
        watched.Say(word is { Presence: WorkerPresence.Home } ? word.Until : null);
    }

    private async Task TellTimeAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow();
        if (now == ToldTime)
        {
            return;   // ticks that had to wait come two at once
        }

        // The same list each time: the dictionary's own would be new, and for a district large enough to outlive its use.
        _each.Clear();
        foreach (var (id, home) in _homes)
        {
            if (consents.CoverageOf(id) is { Watches: false } ended)
            {
                await ConsentChangedAsync(id, ended, stopping);
                continue;
            }

            _each.Add(home);
            lock (home.Gate)
            {
                if (home.Watch.Tell(now, _decisions))
                {
                    home.Unwatched = home.Watch.State == WatchState.Unwatched;
                }
            }
        }

        await TellDecisionsAsync(stopping);
        _cohorts.Renew(_each, now);
        _ready.AddRange(_areas.Look(_each, now, options.Value.Lateness));
        await TellDecisionsAsync(stopping);
        ToldTime = now;
    }

    private async Task TellDecisionsAsync(CancellationToken stopping)
    {
        if (_decisions.Count > 0)
        {
            _ready.AddRange(_areas.Filter(_decisions, home => _homes.GetValueOrDefault(home), time.GetUtcNow()));
            _decisions.Clear();
        }

        _ready.RemoveAll(decision => decision.Kind != AnomalyKind.Sos && !consents.Watches(decision.Home));
        if (_ready.Count > 0)
        {
            await TellAsync([.. _ready], stopping);
            _ready.Clear();   // only now: a stop in between must not lose them
        }
    }

    private async Task TellAsync(IReadOnlyList<WatchDecision> decisions, CancellationToken cancellation)
    {
        foreach (var listener in _facts)
        {
            try
            {
                await listener.DecidedAsync(decisions, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                LogListenerFault(fault, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The watch failed on a batch; it goes on with the next.")]
    private partial void LogFault(Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Listener} failed on decisions.")]
    private partial void LogListenerFault(Exception fault, string listener);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A saved watch cannot be read; all watches are rebuilt from readings.")]
    private partial void LogUnreadable(Exception unreadable);
}
