namespace CommunityConsole.Core.Repairs;

/// <summary>What a report is about, as a person or the suggestion says.</summary>
/// <param name="Service">What kind of thing.</param>
/// <param name="Site">Whose ground it stands on.</param>
/// <param name="Part">The kind of thing within the service (<see cref="AssetKinds"/>); empty for the service itself.</param>
/// <param name="Urgency">How soon somebody must come.</param>
/// <param name="Share">How sure the suggestion is, 0 to 1; null where a person or the code on the thing says it.</param>
public sealed record RepairTriage(ServiceCode Service, SiteKind Site, string Part = "", Urgency Urgency = Urgency.Normal, double? Share = null);
