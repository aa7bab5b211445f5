using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>What the dialog for the shelf gives back.</summary>
public sealed record ShelveAnswer(ShelfTime Time, string Reason);

/// <summary>What the dialog for a visit gives back.</summary>
public sealed record VisitAnswer(string Reason, StaffId? Goer);

/// <summary>What the dialog for an outcome gives back.</summary>
public sealed record ResolveAnswer(AlertOutcome Outcome, string Note);

/// <summary>What the dialog for a false alert gives back.</summary>
public sealed record DismissAnswer(FalseReason Reason, string Note);
