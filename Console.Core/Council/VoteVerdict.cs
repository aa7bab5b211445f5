using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>What of a published vote is wrong.</summary>
public enum VotePart
{
    /// <summary>The definition in plain words; it is not that of leaf 0.</summary>
    Definition,

    /// <summary>An entry of the roll, by its place from 1.</summary>
    Roll,

    /// <summary>A leaf of the log, by its number from 0; also one that is missing.</summary>
    Leaf,

    /// <summary>A checkpoint, by its place from 1.</summary>
    Checkpoint,
}

/// <summary>The first thing that is wrong.</summary>
public sealed record VoteFault(VotePart Part, long Number, Sentence Why);

/// <summary>How far a vote has come by its log.</summary>
public enum VoteStage
{
    /// <summary>Defined, not opened.</summary>
    Prepared,

    /// <summary>Ballots are taken.</summary>
    Open,

    /// <summary>No more ballots.</summary>
    Closed,

    /// <summary>The result was told.</summary>
    Announced,

    /// <summary>It came to nothing.</summary>
    Cancelled,
}

/// <summary>What counting a published vote again found.</summary>
/// <param name="Fault">The first thing that is wrong; null when all is right.</param>
/// <param name="Stage">How far it had come.</param>
/// <param name="Outcome">What it came to; null before the close, and when something is wrong.</param>
/// <param name="IsRecounted">False where the sums had to be believed: a secret vote with too few ballots to show them singly.</param>
/// <param name="Vouched">How many leaves the newest checkpoint vouches for.</param>
public sealed record VoteVerdict(VoteFault? Fault, VoteStage Stage, VoteOutcome? Outcome, bool IsRecounted, long Vouched)
{
    /// <summary>Nothing is wrong.</summary>
    public bool IsRight => Fault is null;
}
