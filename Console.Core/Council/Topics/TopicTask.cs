using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>What is to be done, by whom, until when.</summary>
/// <param name="What">In a sentence.</param>
/// <param name="Person">The owner, where a person is; null for a unit.</param>
/// <param name="Unit">The owner, where a unit of the responsibility directory is (its code); null for a person.</param>
/// <param name="DueOn">The estate's day on which it is to be done.</param>
public sealed record TaskTerms(string What, StaffId? Person, string? Unit, DateOnly DueOn)
{
    /// <summary>For the audit.</summary>
    public override string ToString() => FormattableString.Invariant($"{Person?.Value ?? Unit} {DueOn:yyyy-MM-dd} {What}");
}

/// <summary>How far a task has come.</summary>
public enum TopicTaskState
{
    Open,
    Done,
    Dropped,
}

/// <summary>A task that carries a resolution out 任务.</summary>
/// <param name="Number">Within its topic, from 1.</param>
/// <param name="Terms">As last agreed.</param>
/// <param name="State">How far it is.</param>
/// <param name="Outcome">What was done, or why it was dropped; empty while it is open.</param>
/// <param name="EndedAt">When it ended, UTC; null while it is open.</param>
public sealed record TopicTask(int Number, TaskTerms Terms, TopicTaskState State = TopicTaskState.Open, string Outcome = "", DateTimeOffset? EndedAt = null)
{
    /// <summary>Somebody still has work with it.</summary>
    public bool IsOpen => State == TopicTaskState.Open;

    /// <summary>Whether the day it was to be done has passed.</summary>
    public bool IsOverdue(DateOnly today) => IsOpen && Terms.DueOn < today;
}

/// <summary>The units that may own a task: they belong to another feature.</summary>
public interface ITaskUnits
{
    /// <summary>Whether the responsibility directory has a unit of that code.</summary>
    bool Knows(string unit);
}
