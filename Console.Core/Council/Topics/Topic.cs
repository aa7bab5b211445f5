using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>A topic's number in this installation, from 1; people say it aloud.</summary>
public readonly record struct TopicId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Something residents want decided 议题, from the proposal to what came of it; made of its steps alone.</summary>
public sealed record Topic
{
    private Topic(TopicId id, string community) => (Id, Community) = (id, community);

    /// <summary>Which.</summary>
    public TopicId Id { get; }

    /// <summary>Whose.</summary>
    public string Community { get; }

    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<TopicStep> Steps { get; private init; } = [];

    /// <summary>How far it has come.</summary>
    public TopicStage Stage { get; private init; }

    /// <summary>What was proposed.</summary>
    public TopicProposed Proposal { get; private init; } = null!;

    /// <summary>Why it was taken, refused, joined, or its notice withdrawn, whichever was last.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>The topic it was joined to.</summary>
    public TopicId? JoinedTo { get; private init; }

    /// <summary>The vote that holds its motion; null before publication and after a withdrawal.</summary>
    public VoteId? Vote { get; private init; }

    /// <summary>The newest vote it ever had: an older one is never its own again.</summary>
    public VoteId LastVote { get; private init; }

    /// <summary>When the notice of its motion is over, UTC.</summary>
    public DateTimeOffset NoticeUntil { get; private init; }

    /// <summary>Its meeting; null before it is called, and again when it had no quorum.</summary>
    public TopicCalled? Meeting { get; private init; }

    /// <summary>Who was there, of the last meeting.</summary>
    public TopicAttended? Attendance { get; private init; }

    /// <summary>What was said there.</summary>
    public TopicMinuted? Minutes { get; private init; }

    /// <summary>What the vote came to.</summary>
    public TopicResolved? Resolution { get; private init; }

    /// <summary>The yearly plan's entry.</summary>
    public TopicPlanned? Plan { get; private init; }

    /// <summary>By number.</summary>
    public IReadOnlyList<TopicTask> Tasks { get; private init; } = [];

    /// <summary>What came of it; empty before it is closed.</summary>
    public string Result { get; private init; } = "";

    /// <summary>Number of steps so far; the store compares it before it writes.</summary>
    public int Version => Steps.Count;

    /// <summary>Who proposed it: the account, a clerk's where it was brought to the counter.</summary>
    public StaffId ProposedBy => Steps[0].By;

    /// <summary>When it was proposed, UTC.</summary>
    public DateTimeOffset ProposedAt => Steps[0].At;

    /// <summary>When the last step was, UTC.</summary>
    public DateTimeOffset ChangedAt => Steps[^1].At;

    /// <summary>Nothing follows any more.</summary>
    public bool HasEnded => Stage is TopicStage.Refused or TopicStage.Joined or TopicStage.Closed;

    /// <summary>How the audit names it.</summary>
    public string Subject => SubjectOf(Id);

    /// <summary>How the audit names a topic.</summary>
    public static string SubjectOf(TopicId id) => $"topic:{id}";

    /// <summary>Begins one.</summary>
    public static Topic Propose(TopicId id, TopicProposed proposal, Actor by, DateTimeOffset at) => new Topic(id, by.Community).With(proposal, by, at);

    /// <summary>The topic its steps tell of.</summary>
    /// <exception cref="InvalidDataException">The first of them is no proposal.</exception>
    public static Topic Of(TopicId id, string community, IReadOnlyList<TopicStep> steps) => steps is [{ Move: TopicProposed }, ..]
        ? steps.Aggregate(new Topic(id, community), static (topic, step) => topic.After(step)) with { Steps = steps }
        : throw new InvalidDataException($"Topic {id} does not begin with a proposal.");

    /// <summary>Takes the next step, if its way allows it.</summary>
    public Result<Topic> Move(TopicMove move, Actor by, DateTimeOffset at) => TopicWay.Refusal(this, move, at) is { } refused ? refused : With(move, by, at);

    /// <summary>The same with other words in the steps there are, and a step that says so.</summary>
    internal Topic Rewrite(Func<TopicStep, TopicStep> change, TopicNameErased why, Actor by, DateTimeOffset at) => Of(Id, Community, [.. Steps.Select(change)]).With(why, by, at);

    private Topic With(TopicMove move, Actor by, DateTimeOffset at)
    {
        var step = new TopicStep(Version + 1, at, by.Id, by.Name, move);
        return After(step) with { Steps = [.. Steps, step] };
    }

    private Topic After(TopicStep step) => step.Move switch
    {
        TopicProposed proposal => this with { Proposal = proposal },
        TopicTaken taken => this with { Stage = TopicStage.Taken, Reason = taken.Reason },
        TopicRefused refused => this with { Stage = TopicStage.Refused, Reason = refused.Reason },
        TopicJoined joined => this with { Stage = TopicStage.Joined, Reason = joined.Reason, JoinedTo = joined.Other },
        TopicPublished published => this with { Stage = TopicStage.Published, Vote = published.Vote, LastVote = published.Vote, NoticeUntil = published.NoticeUntil },
        TopicWithdrawn withdrawn => this with { Stage = TopicStage.Taken, Vote = null, Reason = withdrawn.Reason, Meeting = null, Attendance = null, Minutes = null },
        TopicCalled called => this with { Stage = TopicStage.Called, Meeting = called, Attendance = null },
        TopicAttended { HasQuorum: true } attended => this with { Stage = TopicStage.Met, Attendance = attended },
        TopicAttended attended => this with { Stage = TopicStage.Published, Meeting = null, Attendance = attended },
        TopicMinuted minuted => this with { Minutes = minuted },
        TopicVoteOpened => this with { Stage = TopicStage.Voting },
        TopicResolved resolved => this with { Stage = resolved.Carried is null ? TopicStage.NotAdopted : TopicStage.Adopted, Resolution = resolved },
        TopicPlanned planned => this with { Stage = TopicStage.Planned, Plan = planned },
        TopicTaskAdded added => this with { Tasks = [.. Tasks, new TopicTask(Tasks.Count + 1, added.Terms)] },
        TopicTaskChanged changed => WithTask(changed.Task, task => task with { Terms = changed.Terms }),
        TopicTaskDone done => WithTask(done.Task, task => task with { State = TopicTaskState.Done, Outcome = done.Words, EndedAt = step.At }),
        TopicTaskDropped dropped => WithTask(dropped.Task, task => task with { State = TopicTaskState.Dropped, Outcome = dropped.Words, EndedAt = step.At }),
        TopicRemarked or TopicNameErased => this,
        TopicClosed closed => this with { Stage = TopicStage.Closed, Result = closed.Result },
        _ => throw new InvalidDataException($"No topic knows the step {step.Move.GetType().Name}."),
    };

    private Topic WithTask(int number, Func<TopicTask, TopicTask> change) => this with { Tasks = [.. Tasks.Select(task => task.Number == number ? change(task) : task)] };
}
