using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>A request's id.</summary>
public readonly record struct HelpId(Guid Value)
{
    /// <summary>A new one.</summary>
    public static HelpId New() => new(Guid.NewGuid());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>Help that somebody asks for, and what becomes of it.</summary>
public sealed partial record HelpRequest
{
    /// <summary>Longest name, door or reason.</summary>
    public const int TextLength = 200;

    /// <summary>Which.</summary>
    public required HelpId Id { get; init; }

    /// <summary>Whose.</summary>
    public required string Community { get; init; }

    /// <summary>Who is to be helped.</summary>
    public required HelpPerson Receiver { get; init; }

    /// <summary>Who wrote it down: the person, or a clerk for somebody without a phone.</summary>
    public required StaffId AskedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>What is asked for.</summary>
    public required HelpWish Wish { get; init; }

    /// <summary>How far it has come.</summary>
    public HelpState State { get; init; }

    /// <summary>Who is proposed, or helps; null while nobody is.</summary>
    public HelpPerson? Helper { get; init; }

    /// <summary>The helper's telephone number; shown to the receiver once both have agreed.</summary>
    public string HelperPhone { get; init; } = "";

    /// <summary>The helper has said yes.</summary>
    public bool HelperAgreed { get; init; }

    /// <summary>The receiver, or the station for the receiver, has said yes.</summary>
    public bool ReceiverAgreed { get; init; }

    /// <summary>Those who said no, or were not wanted: not proposed again.</summary>
    public IReadOnlyList<StaffId> Declined { get; init; } = [];

    /// <summary>How long it took, as the helper says; 0 before that.</summary>
    public int Served { get; init; }

    /// <summary>When it was done, UTC; null before that.</summary>
    public DateTimeOffset? ServedAt { get; init; }

    /// <summary>How often the time bank has refused to file it: each try is an operation of its own there, and the same try has no second effect.</summary>
    public int Refusals { get; init; }

    /// <summary>When it came to an end, UTC; null before that.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Number of steps so far; the store compares it before it writes.</summary>
    public int Version { get; init; }

    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<HelpStep> Steps { get; init; } = [];

    /// <summary>How the audit names it.</summary>
    public string Subject => SubjectOf(Id);

    /// <summary>Nobody has anything to do with it any more, but for a dispute.</summary>
    public bool HasEnded => HelpTable.HasEnded(State);

    /// <summary>Somebody is waited for, or comes.</summary>
    public bool IsOpen => State < HelpState.Served;

    /// <summary>Both have agreed: each knows how to reach the other.</summary>
    public bool IsAgreed => HelperAgreed && ReceiverAgreed;

    /// <summary>The station stands in for the receiver.</summary>
    public bool NeedsStation => Receiver.Account is null;

    /// <summary>In what capacity the person acts on it.</summary>
    public HelpSide SideOf(Actor actor) =>
        actor.Id == Actor.ProgramId ? HelpSide.Program
        : actor.Id == Helper?.Account ? HelpSide.Helper
        : actor.Id == Receiver.Account ? HelpSide.Receiver
        : HelpRights.IsStation(actor.Role) ? HelpSide.Station
        : actor.Role == Role.Resident ? HelpSide.Neighbour
        : HelpSide.None;

    /// <summary>How the audit names a request.</summary>
    public static string SubjectOf(HelpId id) => $"help:{id}";
}

/// <summary>One thing that happened to it.</summary>
public enum HelpStepKind
{
    Asked,
    Proposed,
    Agreed,
    Declined,
    Cancelled,
    Served,
    NotFiled,
    Filed,
    Settled,
    Rejected,
    Disputed,
    Upheld,
    Reversed,
    Expired,
    Erased,
}

/// <summary>One step: who did what, when.</summary>
/// <param name="Number">1, 2, 3 ...</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Side">In what capacity.</param>
/// <param name="Kind">What.</param>
/// <param name="Note">A reason, or what was said; empty where nothing was.</param>
public sealed record HelpStep(int Number, DateTimeOffset At, StaffId By, HelpSide Side, HelpStepKind Kind, string Note);
