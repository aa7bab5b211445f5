namespace CommunityConsole.Core.Repairs;

/// <summary>What a report seems to be about.</summary>
/// <param name="Triage">The likeliest answer, with its share.</param>
/// <param name="IsSure">Above the line from which the program gives it to a unit by itself; below it a person decides.</param>
public sealed record RepairSuggestion(RepairTriage Triage, bool IsSure);

/// <summary>Who answers for a repair.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Worker">Its person on duty for exactly this; null where the directory names none.</param>
/// <param name="DueAt">When it is to be done, UTC.</param>
/// <param name="Steps">Whom to tell when it is late.</param>
public sealed record RepairAnswer(UnitId Unit, Community.StaffId? Worker, DateTimeOffset DueAt, IReadOnlyList<EscalationStep> Steps);
