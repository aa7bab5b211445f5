using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council;

/// <summary>What everybody may see of a vote at a moment, by its mode.</summary>
public sealed record VoteView
{
    /// <summary>In the log's leaf 0.</summary>
    public required VoteDefinition Definition { get; init; }

    /// <summary>How far it has come.</summary>
    public required VoteState State { get; init; }

    /// <summary>Until when ballots are taken, extensions counted.</summary>
    public required DateTimeOffset ClosesAt { get; init; }

    /// <summary>Who took part. While a secret vote is open, in steps of <see cref="SecretStep"/>.</summary>
    public required VoteSum Cast { get; init; }

    /// <summary>Whether enough take part, by measure; of <see cref="Cast"/>.</summary>
    public required IReadOnlyList<ThresholdCheck> Turnout { get; init; }

    /// <summary>What it came to, or comes to so far; null as long as the mode hides it.</summary>
    public VoteOutcome? Outcome { get; init; }

    /// <summary>Rises with every change that may be seen: leaves of the log, ballots counted as they are shown.</summary>
    public required long Sequence { get; init; }

    /// <summary>The newest signed state of the log.</summary>
    public VoteCheckpoint? Checkpoint { get; init; }

    /// <summary>When it was opened, closed, announced or cancelled, UTC.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <inheritdoc cref="OpenedAt"/>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <inheritdoc cref="OpenedAt"/>
    public DateTimeOffset? AnnouncedAt { get; init; }

    /// <summary>Why it was cancelled, or last extended.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What was done with it and by whom, in the order of its log.</summary>
    public IReadOnlyList<VoteStep> Steps { get; init; } = [];

    /// <summary>The chairs other than the one who published it that took a step of it, in the order they came; the program is no chair.</summary>
    public IReadOnlyList<StaffId> RunBy => [.. Steps.Select(step => step.By).Distinct().Where(by => by != Definition.Chair && by != Actor.ProgramId)];

    /// <summary>Its number.</summary>
    public VoteId Id => Definition.Id;

    /// <summary>Turnout of a secret vote is shown in steps of so many ballots while it is open.</summary>
    public const int SecretStep = 5;

    /// <summary>Single ballots of a secret vote are shown from so many on.</summary>
    public const int LeastShown = VoteCheck.FewestShown;
}
