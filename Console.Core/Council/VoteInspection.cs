using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>What checking a stored vote found; nothing here tells a choice.</summary>
/// <param name="Id">Which vote.</param>
/// <param name="Leaves">How many lines its log has.</param>
/// <param name="Fault">The first thing that is wrong; null when all is right.</param>
public sealed record VoteFinding(VoteId Id, int Leaves, VoteFault? Fault);

/// <summary>Checks every vote where it is stored, open ones too, with the rules anybody recounts with.</summary>
public sealed class VoteInspection(IVoteStore store)
{
    /// <summary>One finding for each vote, by number.</summary>
    public async IAsyncEnumerable<VoteFinding> CheckAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in (await store.ListAsync(cancellation)).OrderBy(id => id.Value))
        {
            if (await store.FindAsync(id, cancellation) is { } vote)
            {
                yield return new VoteFinding(id, vote.Leaves.Count, FaultOf(vote));
            }
        }
    }

    private static VoteFault? FaultOf(StoredVote vote)
    {
        try
        {
            var definition = ((DefinitionLeaf)VoteLeaf.Read(LogLine.Read(vote.Leaves[0]).Content)).Definition;
            return definition.Id != vote.Id
                ? new VoteFault(VotePart.Definition, 0, new("这是另一件表决的日志。", "This is the log of another vote."))
                : VoteCheck.Of(new PublishedVote(
                    definition, RollRoot.Lines(vote.Roll), vote.Leaves, [.. vote.Checkpoints.OrderBy(checkpoint => checkpoint.Size).ThenBy(checkpoint => checkpoint.At)], Names: null)).Fault;
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidCastException)
        {
            return new VoteFault(VotePart.Leaf, 0, new("内容无法读取。", $"It cannot be read: {unreadable.Message}"));
        }
    }
}
