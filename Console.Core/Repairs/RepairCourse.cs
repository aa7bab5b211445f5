using System.Collections.Frozen;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>Which move leads from which state to which: the whole life cycle as data. What is not here is illegal.</summary>
public static class RepairCourse
{
    private static readonly RepairState[] Open =
        [RepairState.Submitted, RepairState.Triaged, RepairState.Assigned, RepairState.Accepted, RepairState.Working, RepairState.Waiting, RepairState.Reopened];

    private static readonly FrozenDictionary<RepairMove, (RepairState[] From, RepairState To)> Moves = new Dictionary<RepairMove, (RepairState[], RepairState)>
    {
        [RepairMove.Triage] = ([RepairState.Submitted, RepairState.Triaged], RepairState.Triaged),
        [RepairMove.Assign] = ([.. Open.Except([RepairState.Submitted])], RepairState.Assigned),
        [RepairMove.Accept] = ([RepairState.Assigned, RepairState.Reopened], RepairState.Accepted),
        [RepairMove.Start] = ([RepairState.Accepted, RepairState.Waiting], RepairState.Working),
        [RepairMove.Wait] = ([RepairState.Accepted, RepairState.Working], RepairState.Waiting),
        [RepairMove.Finish] = ([RepairState.Working], RepairState.Done),
        [RepairMove.Confirm] = ([RepairState.Done], RepairState.Confirmed),
        [RepairMove.NotFixed] = ([RepairState.Done, RepairState.Confirmed], RepairState.Reopened),
        [RepairMove.Refuse] = (Open, RepairState.Refused),
        [RepairMove.Merge] = (Open, RepairState.Duplicate),
        [RepairMove.Reopen] = ([RepairState.Done, RepairState.Confirmed, RepairState.Refused, RepairState.Duplicate], RepairState.Reopened),
    }.ToFrozenDictionary();

    /// <summary>The state after the move; null where it is illegal.</summary>
    public static RepairState? After(RepairState state, RepairMove move) =>
        Moves[move] is var (from, to) && from.Contains(state) ? to : null;

    /// <summary>The moves that are legal in a state.</summary>
    public static IReadOnlyList<RepairMove> MovesFrom(RepairState state) => [.. Enum.GetValues<RepairMove>().Where(move => After(state, move) is not null)];

    /// <summary>Whether the state is one in which somebody still has work.</summary>
    public static bool IsOpen(RepairState state) => Open.Contains(state);

    /// <summary>
    /// The shortest legal way by which a role may bring a repair to a view: from pending or on the way to processing until work has begun;
    /// from processing to completed by finishing. Empty where it is there already; null where no legal way is open to the role.
    /// </summary>
    public static IReadOnlyList<RepairMove>? WayTo(RepairState state, RepairView view, Role role)
    {
        var now = RepairViews.Of(state);
        RepairState? goal = (now, view) switch
        {
            (_, RepairView.Pending) => now == RepairView.Pending ? state : null,
            (RepairView.Completed, RepairView.Completed) => state is RepairState.Done or RepairState.Confirmed ? state : null,   // what was refused is not made good by a word
            (RepairView.Completed, _) => RepairState.Reopened,
            (_, RepairView.Processing) => RepairState.Working,
            _ => RepairState.Done,
        };
        return goal is { } wanted ? Shortest(state, wanted, move => ByHand(move) && RepairRights.Table.Allows(RepairRights.Of(move), role)) : null;
    }

    // Refusing and merging also end a repair, but never as "completed" that somebody asked for; what the reporter alone may say is the reporter's.
    private static bool ByHand(RepairMove move) => move is not (RepairMove.Refuse or RepairMove.Merge or RepairMove.Confirm or RepairMove.NotFixed);

    private static List<RepairMove>? Shortest(RepairState from, RepairState to, Func<RepairMove, bool> may)
    {
        var seen = new HashSet<RepairState> { from };
        var ways = new Queue<(RepairState At, List<RepairMove> Way)>([(from, [])]);
        while (ways.TryDequeue(out var way))
        {
            if (way.At == to)
            {
                return way.Way;
            }

            foreach (var move in MovesFrom(way.At).Where(may))
            {
                if (After(way.At, move) is { } next && seen.Add(next))
                {
                    ways.Enqueue((next, [.. way.Way, move]));
                }
            }
        }

        return null;
    }
}
