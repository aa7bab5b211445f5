using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Anomalies;

/// <content>Reading the saved watches at the start, and saving them.</content>
public sealed partial class WatchKeeper
{
    private async Task LoadAsync(CancellationToken stopping)
    {
        try
        {
            // Reading the file and making watches of it go side by side.
            await Parallel.ForEachAsync(checkpoints.LoadAsync(stopping), stopping, (saved, _) =>
            {
                Load(saved);
                return ValueTask.CompletedTask;
            });
        }
        catch (InvalidDataException unreadable)
        {
            // One home alone would have to be read from the beginning, beside the others: all are.
            LogUnreadable(unreadable);
            _homes.Clear();
            return;
        }

        _position = _round.Saved = await checkpoints.PositionAsync(stopping);
    }

    // A district's saved states fill gigabytes that are garbage once the watches are made of them. The collector would take
    // its time to give them back; a second here, while no home waits for a reading, is cheaper than that much memory for hours.
    private void CollectWhatLoadingLeft()
    {
        if (_homes.Count >= ManyHomes)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }

    private void Load(WatchCheckpoint saved)
    {
        var (home, position, state) = saved;
        try
        {
            if (home == AreaWatch.Key)
            {
                _areas.Pass(new StatePass(state));
                return;
            }

            if (consents.CoverageOf(home) is not { Watches: true } coverage)
            {
                _dropped.Enqueue(home);   // the program stopped between the word and the deletion
                return;
            }

            Hear(home, _homes[home] = new WatchedHome(HomeWatch.Load(home, options.Value, calendar, state), position, coverage.From));
        }
        catch (InvalidDataException unreadable)
        {
            throw new InvalidDataException($"The saved watch of {home}: {unreadable.Message}", unreadable);
        }
    }

    // What is saved now need not be read again. A district takes longer than a stop may: the rest is read again, as after a crash.
    private async Task CloseAsync()
    {
        var began = time.GetTimestamp();
        await ForgetDroppedAsync(CancellationToken.None);
        _round.Begin(_homes.Values, _position);
        while (_round.UnderWay && time.GetElapsedTime(began) < Closing)
        {
            await SaveBiteAsync(CancellationToken.None);
        }
    }

    /// <summary>On the one thread that saves: nothing of a home is written after it was deleted.</summary>
    private async Task ForgetDroppedAsync(CancellationToken cancellation)
    {
        if (_dropped.ToArray() is not { Length: > 0 } homes)
        {
            return;
        }

        Array.ForEach(homes, _areas.Forget);
        await checkpoints.RemoveAsync(homes, cancellation);
        Array.ForEach(homes, _ => _dropped.TryDequeue(out HomeId _));   // only now: after a fault they come again
    }

    // Decisions are told before the state that made them is saved: after a crash they come again, never not at all.
    private async Task SaveBiteAsync(CancellationToken cancellation)
    {
        await TellDecisionsAsync(cancellation);
        await _round.SaveBiteAsync(new WatchCheckpoint(AreaWatch.Key, _position, StatePass.Written(_areas.Pass)), cancellation);
    }
}
