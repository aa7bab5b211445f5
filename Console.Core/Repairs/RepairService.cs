using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>A service 报修类别: a kind of thing that breaks, as Open311 lists it.</summary>
/// <param name="Code">Its <c>service_code</c>.</param>
/// <param name="Name">As shown.</param>
/// <param name="Group">The heading it stands under.</param>
/// <param name="Description">What belongs to it.</param>
public sealed record RepairService(ServiceCode Code, Sentence Name, Sentence Group, Sentence Description)
{
    /// <summary>When such a report is a danger to people; null for what cannot be one.</summary>
    public Sentence? Danger { get; init; }

    /// <summary>The default deadlines, the oldest first; a row of the directory may set others.</summary>
    public required IReadOnlyList<DatedDeadlines> Deadlines { get; init; }

    /// <summary>What to ask besides description and place.</summary>
    public IReadOnlyList<ServiceQuestion> Questions { get; init; } = [];

    /// <summary>The deadlines that hold for a report of that day.</summary>
    public Deadlines DeadlinesOn(DateOnly day) => (Deadlines.LastOrDefault(dated => dated.From <= day) ?? Deadlines[0]).Deadlines;
}
