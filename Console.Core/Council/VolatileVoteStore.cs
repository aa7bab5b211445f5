using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>Votes in memory: for tests and benches that need no disk.</summary>
public sealed class VolatileVoteStore : IVoteStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Kept> _votes = [];

    /// <inheritdoc />
    public Task<IReadOnlyList<VoteId>> ListAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<VoteId>>([.. _votes.Keys.Select(number => new VoteId(number))]);
        }
    }

    /// <inheritdoc />
    public Task<StoredVote?> FindAsync(VoteId id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(_votes.TryGetValue(id.Value, out var kept)
                ? new StoredVote(id, kept.Roll, [.. kept.Leaves], new Dictionary<Guid, long>(kept.Keys), [.. kept.Box.Values.Select(ballot => ballot.Phrase)], [.. kept.Checkpoints], [.. kept.Slips.Values])
                : null);
        }
    }

    /// <inheritdoc />
    public Task<VoteId> NextAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult(new VoteId(_votes.Keys.LastOrDefault() + 1));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<BoxedBallot>> OpenBoxAsync(VoteId id, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<BoxedBallot>>([.. _votes[id.Value].Box.OrderBy(pair => pair.Key).Select(pair => pair.Value)]);
        }
    }

    /// <inheritdoc />
    public Task CommitAsync(IReadOnlyList<VoteChange> changes, CancellationToken cancellation)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                if (!_votes.TryGetValue(change.Id.Value, out var kept))
                {
                    _votes[change.Id.Value] = kept = new Kept(change.Roll);
                }

                kept.Leaves.AddRange(change.Leaves.Select(leaf => leaf.Line));
                change.Keys.ForEach(key => kept.Keys.Add(key.Key, key.Leaf));
                change.Boxed.ForEach(ballot => kept.Box.Add(ballot.Id.ToString("N"), ballot));
                kept.Checkpoints.AddRange(change.Checkpoints);
                foreach (var (slip, isGone) in change.Slips)
                {
                    _ = isGone ? kept.Slips.Remove((slip.Kind, slip.About, slip.By)) : (kept.Slips[(slip.Kind, slip.About, slip.By)] = slip) is not null;
                }

                if (change.DropsBox)
                {
                    kept.Box.Clear();
                }

                if (change.DropsKeys)
                {
                    kept.Keys.Clear();
                }
            }

            return Task.CompletedTask;
        }
    }

    /// <inheritdoc />
    public Task ForgetOrderAsync(CancellationToken cancellation) => Task.CompletedTask;

    private sealed class Kept(IReadOnlyList<RollEntry> roll)
    {
        public IReadOnlyList<RollEntry> Roll { get; } = roll;

        public List<byte[]> Leaves { get; } = [];

        public Dictionary<Guid, long> Keys { get; } = [];

        public SortedDictionary<string, BoxedBallot> Box { get; } = new(StringComparer.Ordinal);

        public List<VoteCheckpoint> Checkpoints { get; } = [];

        public Dictionary<(SlipKind Kind, string About, StaffId? By), VoteSlip> Slips { get; } = [];
    }
}
