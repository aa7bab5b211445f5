namespace CommunityConsole.Core.Council;

/// <summary>Where votes are kept. What <see cref="CommitAsync"/> has taken is on disk when it returns, all of it or nothing.</summary>
public interface IVoteStore
{
    /// <summary>The numbers of all votes of all communities.</summary>
    Task<IReadOnlyList<VoteId>> ListAsync(CancellationToken cancellation);

    /// <summary>The vote with its roll and log; null when there is none.</summary>
    Task<StoredVote?> FindAsync(VoteId id, CancellationToken cancellation);

    /// <summary>The number the next vote gets: never one that was given.</summary>
    Task<VoteId> NextAsync(CancellationToken cancellation);

    /// <summary>The ballots in the box of a secret vote, in the order of their random ids. Only the count at the close asks.</summary>
    Task<IReadOnlyList<BoxedBallot>> OpenBoxAsync(VoteId id, CancellationToken cancellation);

    /// <summary>Writes it all in one transaction.</summary>
    Task CommitAsync(IReadOnlyList<VoteChange> changes, CancellationToken cancellation);

    /// <summary>Takes from the file whatever tells in which order the box of a secret vote was filled that was closed since the last time; nothing to do otherwise.</summary>
    Task ForgetOrderAsync(CancellationToken cancellation);
}

/// <summary>A vote as it is stored: nothing that follows from its log stands beside it.</summary>
/// <param name="Roll">Who may vote, by number.</param>
/// <param name="Leaves">The log, from leaf 0.</param>
/// <param name="Keys">The keys of the commands that cast ballots, and the leaf each made.</param>
/// <param name="Phrases">Secret: the phrases on the ballots; never the choices.</param>
/// <param name="Checkpoints">In their order.</param>
/// <param name="Slips">What waits for a second person: no part of the log.</param>
public sealed record StoredVote(
    VoteId Id, IReadOnlyList<RollEntry> Roll, IReadOnlyList<byte[]> Leaves, IReadOnlyDictionary<Guid, long> Keys, IReadOnlyCollection<string> Phrases, IReadOnlyList<VoteCheckpoint> Checkpoints,
    IReadOnlyList<VoteSlip> Slips);

/// <summary>A ballot of a secret vote: nothing here, nor its place in the file, says whose it is or when it came.</summary>
public sealed record BoxedBallot(Guid Id, string Option, string Phrase);

/// <summary>What one transaction adds to a vote.</summary>
public sealed class VoteChange(VoteId id)
{
    /// <summary>Which vote.</summary>
    public VoteId Id { get; } = id;

    /// <summary>The roll, of a vote that is new.</summary>
    public IReadOnlyList<RollEntry> Roll { get; init; } = [];

    /// <summary>New lines of the log (see <see cref="LogLine"/>) with their numbers.</summary>
    public List<(long Number, byte[] Line)> Leaves { get; } = [];

    /// <summary>New keys with their leaves.</summary>
    public List<(Guid Key, long Leaf)> Keys { get; } = [];

    /// <summary>Ballots put into the box.</summary>
    public List<BoxedBallot> Boxed { get; } = [];

    /// <summary>Slips put down, in place of the same one before, or gone; in this order.</summary>
    public List<(VoteSlip Slip, bool IsGone)> Slips { get; } = [];

    /// <summary>New checkpoints.</summary>
    public List<VoteCheckpoint> Checkpoints { get; } = [];

    /// <summary>The ballots of a secret vote that was cancelled go.</summary>
    public bool DropsBox { get; set; }

    /// <summary>The keys of a closed secret vote go: nobody can send a ballot again, and they are what a phone still knows.</summary>
    public bool DropsKeys { get; set; }
}
