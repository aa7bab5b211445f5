namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Saves all homes' watches in bites, so that neither the pump nor the disk's writer is held up by an estate of 100,000
/// homes (2.4 GB). The common position moves on only when a round is complete: until then a restart reads again from where
/// the last complete round began, and each home passes over what its own state has taken in.
/// </summary>
internal sealed class CheckpointRound(IWatchCheckpointStore store)
{
    /// <summary>Homes saved in one transaction: about 6 MB, some tens of milliseconds of the writer's time.</summary>
    public const int Bite = 256;

    private readonly Queue<WatchedHome> _waiting = new();
    private long _began;

    /// <summary>The position up to which every home on disk has taken in the stored readings.</summary>
    public long Saved { get; set; }

    public bool UnderWay { get; private set; }

    /// <summary>Begins a round, or begins the one under way anew.</summary>
    /// <param name="homes">All homes; those that changed are saved.</param>
    /// <param name="position">Up to where all of them have taken in what is stored.</param>
    public void Begin(IEnumerable<WatchedHome> homes, long position)
    {
        _waiting.Clear();
        foreach (var home in homes.Where(home => home.Dirty))
        {
            _waiting.Enqueue(home);
        }

        _began = position;
        UnderWay = true;
    }

    /// <summary>Saves the next homes, and the areas' state with them: what an area keeps back is decided in a home's state.</summary>
    /// <remarks>When it throws, nothing was saved and the same bite comes again.</remarks>
    public async Task SaveBiteAsync(WatchCheckpoint areas, CancellationToken cancellation)
    {
        var bite = _waiting.Take(Bite).ToList();
        var complete = bite.Count == _waiting.Count;
        var states = bite.Where(home => !home.Dropped).Select(home => home.Save()).ToList();
        states.Add(areas);
        try
        {
            await store.SaveAsync(complete ? _began : Saved, states, cancellation);
        }
        catch
        {
            bite.ForEach(home => home.NotSaved());
            throw;
        }

        bite.ForEach(_ => _waiting.Dequeue());
        if (complete)
        {
            (Saved, UnderWay) = (_began, false);
        }
    }
}
