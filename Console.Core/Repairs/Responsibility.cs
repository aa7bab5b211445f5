using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>Up to whom a repair goes that is late.</summary>
public enum EscalationLevel
{
    /// <summary>楼栋: whoever looks after the building.</summary>
    Building,

    /// <summary>物业: the property office.</summary>
    Property,

    /// <summary>居委会: the residents' committee.</summary>
    Committee,
}

/// <summary>One step up, so long after the deadline was missed.</summary>
public sealed record EscalationStep(EscalationLevel To, TimeSpan AfterDeadline);

/// <summary>Who answers for a repair.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Backup">Who stands in when the unit does not take it; null when nobody does.</param>
/// <param name="Person">The person on duty for exactly this; null: whoever of the unit is on duty.</param>
/// <param name="Steps">Whom to tell when it is late, the earliest first; never empty.</param>
public sealed record Responsibility(UnitId Unit, UnitId? Backup, StaffId? Person, IReadOnlyList<EscalationStep> Steps)
{
    /// <summary>The deadlines by the day of the report, the oldest first.</summary>
    public required IReadOnlyList<DatedDeadlines> Deadlines { get; init; }

    /// <summary>How long a repair reported on that day may take.</summary>
    public TimeSpan Deadline(Urgency urgency, DateOnly reportedOn) =>
        (Deadlines.LastOrDefault(dated => dated.From <= reportedOn) ?? Deadlines[0]).Deadlines.For(urgency);
}
