using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>A home's watch as the keeper holds it: fed by one worker, looked at by screens, each under its lock.</summary>
internal sealed class WatchedHome(HomeWatch watch, long position, DateTimeOffset from)
{
    private LiveView<long>? _changes;

    public Lock Gate { get; } = new();

    public HomeWatch Watch { get; } = watch;

    /// <summary>Position of the last stored reading it has taken in; earlier ones that come again are passed over.</summary>
    public long Position { get; private set; } = position;

    /// <summary>It was made for what was received from then on (<see cref="Consents.Coverage.From"/>).</summary>
    public DateTimeOffset From { get; } = from;

    /// <summary>What it learned may not be used any more, nor saved.</summary>
    public volatile bool Dropped;

    /// <summary>Changed since its last checkpoint.</summary>
    public bool Dirty { get; private set; }

    /// <summary>The areas it counts in, the widest first.</summary>
    public AreaTally[] Tallies { get; set; } = [];

    /// <summary>Kept beside the watch so that counting the unwatched homes waits for nobody.</summary>
    public volatile bool Unwatched = watch.State == WatchState.Unwatched;

    /// <summary>Rings when the picture may have changed; made when the first screen looks.</summary>
    public LiveView<long> Changes => LazyInitializer.EnsureInitialized(ref _changes, static () => new LiveView<long>(0));

    public void Ring() => Volatile.Read(ref _changes)?.Change(static n => n + 1);

    /// <summary>A worker says that the resident is at home until an instant, or no longer says so.</summary>
    public void Say(DateTimeOffset? homeUntil)
    {
        lock (Gate)
        {
            Watch.Say(Presence.Home, homeUntil ?? DateTimeOffset.MinValue);
            Dirty = true;
        }

        Ring();
    }

    /// <summary>What the home has learned from outcomes.</summary>
    public void Tune(HomeTuning tuning)
    {
        lock (Gate)
        {
            Watch.Tune(tuning);
        }

        Ring();
    }

    /// <summary>Homes like this one lend their habits.</summary>
    public void Follow(Cohort? cohort)
    {
        lock (Gate)
        {
            Watch.Follow(cohort);
            Dirty = true;
        }
    }

    /// <summary>Takes a stored reading in, unless it was taken already.</summary>
    public void Take(in StoredReading stored, List<WatchDecision> decisions)
    {
        if (stored.Position <= Position)
        {
            return;
        }

        lock (Gate)
        {
            Watch.Take(stored.Reading, decisions);
            Position = stored.Position;
            Unwatched = Watch.State == WatchState.Unwatched;
            Dirty = true;
        }

        Ring();
    }

    /// <summary>Its state now; it counts as saved from here on.</summary>
    public WatchCheckpoint Save()
    {
        lock (Gate)
        {
            Dirty = false;
            return new WatchCheckpoint(Watch.Home, Position, Watch.Save());
        }
    }

    /// <summary>What <see cref="Save"/> gave did not reach the disk.</summary>
    public void NotSaved()
    {
        lock (Gate)
        {
            Dirty = true;
        }
    }
}
