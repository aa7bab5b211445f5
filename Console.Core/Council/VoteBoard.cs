using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>The votes as everybody may see them, latest state for every screen.</summary>
public sealed class VoteBoard(TimeProvider time)
{
    /// <summary>Between two pictures of a vote for one screen.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private readonly LiveView<ImmutableDictionary<VoteId, VoteView>> _all = new(ImmutableDictionary<VoteId, VoteView>.Empty);

    /// <summary>The vote at this moment; null when there is none.</summary>
    public VoteView? Find(VoteId id) => _all.Latest.GetValueOrDefault(id);

    /// <summary>The community's votes, newest first.</summary>
    public IReadOnlyList<VoteView> Latest(string community) => Of(_all.Latest, community);

    /// <summary>The votes a topic had, oldest first.</summary>
    internal IEnumerable<VoteView> OfTopic(string community, int topic) =>
        _all.Latest.Values.Where(vote => vote.Definition.Topic == topic && vote.Definition.Community == community).OrderBy(vote => vote.Id.Value);

    /// <summary>The highest number of a topic among all votes of all communities; 0 where none is of a topic.</summary>
    internal int HighestTopic => _all.Latest.Values.Select(vote => vote.Definition.Topic).DefaultIfEmpty().Max();

    /// <summary>Every vote that is open, of every community.</summary>
    internal IEnumerable<VoteView> Open => _all.Latest.Values.Where(vote => vote.State == VoteState.Open);

    /// <summary>The vote now and after each change, at most one picture per <see cref="Pause"/>; ends at once when there is none.</summary>
    public async IAsyncEnumerable<VoteView> WatchAsync(VoteId id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        VoteView? shown = null;
        await foreach (var all in _all.WatchAsync(Pause, time, cancellation))
        {
            if (!all.TryGetValue(id, out var vote))
            {
                yield break;
            }

            if (!ReferenceEquals(vote, shown))
            {
                yield return shown = vote;
            }
        }
    }

    /// <summary>Every vote that changed, as it is now, at most one picture of each per <see cref="Pause"/>.</summary>
    public async IAsyncEnumerable<VoteView> WatchChangesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var before = _all.Latest;
        await foreach (var all in _all.WatchAsync(Pause, time, cancellation))
        {
            foreach (var (id, vote) in all)
            {
                if (!ReferenceEquals(before.GetValueOrDefault(id), vote))
                {
                    yield return vote;
                }
            }

            before = all;
        }
    }

    /// <summary>The community's votes now and after each change.</summary>
    public async IAsyncEnumerable<IReadOnlyList<VoteView>> WatchAllAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var all in _all.WatchAsync(Pause, time, cancellation))
        {
            yield return Of(all, community);
        }
    }

    /// <summary>Takes over what was just stored.</summary>
    internal void Show(IReadOnlyList<VoteView> votes) => _all.Change(all => votes.Aggregate(
        all, static (known, vote) => known.TryGetValue(vote.Id, out var before) && before.Sequence == vote.Sequence && before.Checkpoint == vote.Checkpoint ? known : known.SetItem(vote.Id, vote)));

    private static List<VoteView> Of(ImmutableDictionary<VoteId, VoteView> all, string community) =>
        [.. all.Values.Where(vote => vote.Definition.Community == community).OrderByDescending(vote => vote.Id.Value)];
}
