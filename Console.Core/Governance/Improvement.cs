using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>An improvement's id.</summary>
public readonly record struct ImprovementId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static ImprovementId New() => new(Guid.NewGuid());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>How far it has come.</summary>
public enum ImprovementState
{
    /// <summary>在办: somebody has work with it.</summary>
    Open,

    /// <summary>已完成: done, with what was done.</summary>
    Done,

    /// <summary>不做了: dropped, with the reason.</summary>
    Dropped,
}

/// <summary>What will be done, by whom, until when.</summary>
/// <param name="Plan">In a sentence.</param>
/// <param name="Person">The owner, where a person is; null for a unit.</param>
/// <param name="Unit">The owner, where a unit of the responsibility directory is; null for a person.</param>
/// <param name="DueOn">The estate's day on which it is to be done.</param>
public sealed record ImprovementTerms(string Plan, StaffId? Person, UnitId? Unit, DateOnly DueOn)
{
    /// <summary>For the audit.</summary>
    public override string ToString() => FormattableString.Invariant($"{Person?.Value ?? Unit?.Value} {DueOn:yyyy-MM-dd} {Plan}");
}

/// <summary>What is done so that something does not break again.</summary>
public sealed record Improvement
{
    /// <summary>Which.</summary>
    public required ImprovementId Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Community { get; init; }

    /// <summary>What breaks: see <see cref="Cause"/>.</summary>
    public required ServiceCode Service { get; init; }

    /// <summary>Where: see <see cref="Cause"/>.</summary>
    public required string Place { get; init; }

    /// <summary>Whether the place is an asset.</summary>
    public bool IsAsset { get; init; }

    /// <summary>When it was begun, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What will be done, by whom, until when; as last agreed.</summary>
    public required ImprovementTerms Terms { get; init; }

    /// <summary>How far it has come.</summary>
    public ImprovementState State { get; private init; }

    /// <summary>What was done, or why it was dropped; empty while it is open.</summary>
    public string Outcome { get; private init; } = "";

    /// <summary>When it was done or dropped, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; private init; }

    /// <summary>Number of steps so far; the store compares it before it writes.</summary>
    public int Version { get; private init; }

    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<ImprovementStep> Steps { get; init; } = [];

    /// <summary>What it is to end.</summary>
    public RepairCause Cause => new(Service, Place, IsAsset);

    /// <summary>Somebody still has work with it.</summary>
    public bool IsOpen => State == ImprovementState.Open;

    /// <summary>How the audit names it.</summary>
    public string Subject => SubjectOf(Id);

    /// <summary>Begins one.</summary>
    public static Improvement Begin(ImprovementId id, RepairCause cause, ImprovementTerms terms, Actor by, DateTimeOffset at) => new Improvement
    {
        Id = id,
        Community = by.Community,
        Service = cause.Service,
        Place = cause.Place,
        IsAsset = cause.IsAsset,
        CreatedAt = at,
        Terms = terms,
    }.With(ImprovementStepKind.Opened, by, at);

    /// <summary>Other terms.</summary>
    public Result<Improvement> Change(ImprovementTerms terms, Actor by, DateTimeOffset at) =>
        !IsOpen ? new ImprovementHasEnded(Id)
        : terms == Terms ? this
        : (this with { Terms = terms }).With(ImprovementStepKind.Changed, by, at);

    /// <summary>Done, or dropped, and why.</summary>
    public Result<Improvement> End(ImprovementState how, string outcome, Actor by, DateTimeOffset at) =>
        !IsOpen ? new ImprovementHasEnded(Id)
        : (this with { State = how, Outcome = outcome, EndedAt = at }).With(how == ImprovementState.Done ? ImprovementStepKind.Done : ImprovementStepKind.Dropped, by, at, outcome);

    /// <summary>Whether the day it was to be done has passed.</summary>
    public bool IsOverdue(DateOnly today) => IsOpen && Terms.DueOn < today;

    /// <summary>As everybody may read it: no owner by name, no step, no number of a person or a home in the words.</summary>
    public Improvement WithoutPeople() => this with
    {
        Steps = [],
        Outcome = PersonalText.PublicPlace(Outcome),
        Terms = Terms with { Plan = PersonalText.PublicPlace(Terms.Plan), Person = null },
    };

    /// <summary>How the audit names an improvement.</summary>
    public static string SubjectOf(ImprovementId id) => $"improvement:{id}";

    private Improvement With(ImprovementStepKind kind, Actor by, DateTimeOffset at, string note = "") => this with
    {
        Version = Version + 1,
        Steps = [.. Steps, new ImprovementStep(Version + 1, at, by.Id, by.Name, kind, note) { Terms = Terms }],
    };
}

/// <summary>One thing that happened to an improvement.</summary>
public enum ImprovementStepKind
{
    Opened,
    Changed,
    Done,
    Dropped,
}

/// <summary>One step: who did what, when. What was before it stands in the step before.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="ByName">As the person was called then.</param>
/// <param name="Kind">What.</param>
/// <param name="Note">What was done, or why it was dropped.</param>
public sealed record ImprovementStep(int Number, DateTimeOffset At, StaffId By, string ByName, ImprovementStepKind Kind, string Note)
{
    /// <summary>The terms after it.</summary>
    public required ImprovementTerms Terms { get; init; }
}
