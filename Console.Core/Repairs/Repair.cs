using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>A repair's number, from 1, over all communities of the installation: what the public interface calls <c>id</c>.</summary>
public readonly record struct RepairId(int Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Something broken, from the report to the reporter's word that it is fixed.</summary>
public sealed partial record Repair
{
    /// <summary>Longest title, location, contact.</summary>
    public const int LineLength = 200;

    /// <summary>Longest description.</summary>
    public const int TextLength = 2000;

    /// <summary>Longest note or reason.</summary>
    public const int NoteLength = 500;

    /// <summary>Most photos with one step.</summary>
    public const int MostPhotos = 6;

    /// <summary>Its number; 0 until it is stored.</summary>
    public RepairId Id { get; init; }

    /// <summary>In which community.</summary>
    public required string Community { get; init; }

    /// <summary>What is wrong, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>What is wrong, in the reporter's words.</summary>
    public required string Description { get; init; }

    /// <summary>Where, in the reporter's words.</summary>
    public required string Location { get; init; }

    /// <summary>The building's id; empty where it is not known.</summary>
    public string Building { get; init; } = "";

    /// <summary>The code of the thing, where it was reported by the plate on it (<see cref="Repairs.Asset"/>); empty otherwise.</summary>
    public string Asset { get; init; } = "";

    /// <summary>Degrees north, WGS 84; null where nobody said.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; init; }

    /// <summary>What it came from, where no person reported it: <c>alert:...</c>; empty otherwise. One repair for each.</summary>
    public string Source { get; init; } = "";

    /// <summary>The key of the report, where the reporter's program sent one: a second one with the same key is the same repair.</summary>
    public Guid? ReportKey { get; init; }

    /// <summary>When it was reported, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything last happened to it, UTC.</summary>
    public DateTimeOffset UpdatedAt { get; private init; }

    /// <summary>How far it has come.</summary>
    public RepairState State { get; private init; } = RepairState.Submitted;

    /// <summary>What kind of thing: the reporter's choice while it is <see cref="RepairState.Submitted"/>, then what it was sorted as; null until known.</summary>
    public ServiceCode? Service { get; private init; }

    /// <summary>Whose ground it stands on; null until known.</summary>
    public SiteKind? Site { get; private init; }

    /// <summary>How sure the suggestion of service and site was, 0 to 1; null where a person or an asset's code said it.</summary>
    public double? Suggested { get; private init; }

    /// <summary>The kind of thing within the service, where somebody else answers for that (<see cref="AssetKinds"/>); empty otherwise.</summary>
    public string Part { get; private init; } = "";

    /// <summary>How soon somebody must come.</summary>
    public Urgency Urgency { get; private init; }

    /// <summary>The unit that answers for it; null before it is assigned.</summary>
    public UnitId? Unit { get; private init; }

    /// <summary>Who of the unit has it; null while nobody has.</summary>
    public StaffId? Worker { get; private init; }

    /// <summary>When it is to be done, UTC: Open311's <c>expected_datetime</c>; null before it is assigned.</summary>
    public DateTimeOffset? DueAt { get; private init; }

    /// <summary>How many were told that it is overdue: 0 nobody, 1 the unit, then one for each step of its <see cref="Responsibility"/>.</summary>
    public int Escalation { get; private init; }

    /// <summary>Until when it waits, UTC; null while it does not.</summary>
    public DateTimeOffset? WaitsUntil { get; private init; }

    /// <summary>When the worker last said it is done, UTC; null before, and again once it is reopened.</summary>
    public DateTimeOffset? DoneAt { get; private init; }

    /// <summary>Of a refused one: where to turn instead.</summary>
    public string WhereToTurn { get; private init; } = "";

    /// <summary>The repair this one is a duplicate of.</summary>
    public RepairId? DuplicateOf { get; private init; }

    /// <summary>The newest remark of who handles it: the public interface's <c>notes</c>.</summary>
    public string Notes { get; private init; } = "";

    /// <summary>Number of steps so far; the store compares it before it writes.</summary>
    public int Version { get; private init; }

    /// <summary>All who reported it, the first first.</summary>
    public IReadOnlyList<RepairReporter> Reporters { get; init; } = [];

    /// <summary>All steps, oldest first.</summary>
    public IReadOnlyList<RepairStep> Steps { get; init; } = [];

    /// <summary>Somebody still has work with it.</summary>
    public bool IsOpen => RepairCourse.IsOpen(State);

    /// <summary>Its state in the public interface.</summary>
    public RepairView View => RepairViews.Of(State);

    /// <summary><c>repair:17</c>: how audit and notices name it.</summary>
    public string Subject => SubjectOf(Id);

    /// <summary>The same without who reported it: the ratings stay.</summary>
    public Repair WithoutPeople() => this with
    {
        Reporters = [.. Reporters.Select(reporter => reporter with { Account = null, Contact = "", Code = "", Comment = "" })],
    };

    /// <summary>How audit and notices name a repair.</summary>
    public static string SubjectOf(RepairId id) => $"repair:{id}";
}
