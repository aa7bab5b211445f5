namespace CommunityConsole.Core.Council;

/// <summary>All there is of a vote, as the desk keeps it.</summary>
/// <param name="Definition">What was settled.</param>
/// <param name="Roll">In the order of the places.</param>
/// <param name="Leaves">The log's lines, <see cref="LoggedLeaf.Bytes"/>.</param>
/// <param name="Checkpoints">In any order.</param>
public sealed record VoteRecord(
    VoteDefinition Definition, IReadOnlyList<RollEntry> Roll, IReadOnlyList<byte[]> Leaves, IReadOnlyList<VoteCheckpoint> Checkpoints);

/// <summary>What names a roll entry, for those who may see it.</summary>
/// <param name="Number">The place on the roll.</param>
/// <param name="Name">As on the roll.</param>
/// <param name="Place">As on the roll.</param>
/// <param name="Account">Empty for somebody without one.</param>
/// <param name="Salt">With it the commitment can be made again.</param>
public sealed record RollName(int Number, string Name, string Place, string Account, byte[] Salt);

/// <summary>A vote as it is given away: enough to count it again, and no name unless asked for.</summary>
/// <param name="Definition">In plain words; must be that of leaf 0.</param>
/// <param name="Roll">The roll's lines.</param>
/// <param name="Leaves">The log's lines.</param>
/// <param name="Checkpoints">By size, then by time.</param>
/// <param name="Names">Null where they were not asked for.</param>
public sealed record PublishedVote(
    VoteDefinition Definition, IReadOnlyList<byte[]> Roll, IReadOnlyList<byte[]> Leaves, IReadOnlyList<VoteCheckpoint> Checkpoints, IReadOnlyList<RollName>? Names)
{
    /// <summary>The vote to be given away.</summary>
    /// <param name="record">All there is of it.</param>
    /// <param name="isNamed">With the names of the roll.</param>
    /// <exception cref="InvalidOperationException">A vote whose choices may not be seen before it is closed, and it is not.</exception>
    public static PublishedVote Of(VoteRecord record, bool isNamed = false)
    {
        if (record.Definition.Mode != VoteMode.Named && !IsClosed(record.Leaves))
        {
            throw new InvalidOperationException($"Vote {record.Definition.Id} is not closed: its choices may not leave the house.");
        }

        return new PublishedVote(
            record.Definition,
            RollRoot.Lines(record.Roll),
            record.Leaves,
            [.. record.Checkpoints.OrderBy(checkpoint => checkpoint.Size).ThenBy(checkpoint => checkpoint.At)],
            isNamed ? [.. record.Roll.Select(entry => new RollName(entry.Number, entry.Name, entry.Place, entry.Account?.Value ?? "", entry.Salt))] : null);
    }

    // Nothing but the announcement can follow the close.
    private static bool IsClosed(IReadOnlyList<byte[]> leaves) =>
        leaves.Reverse().Take(2).Any(line => VoteLeaf.Read(LogLine.Read(line).Content) is ClosedLeaf);
}
