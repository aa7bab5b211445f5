using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>What the dialog for the shelf asks for.</summary>
public sealed record ShelveAnswer(ShelfTime Time, string Reason);

/// <summary>What the dialog for a visit asks for.</summary>
public sealed record VisitAnswer(string Reason, StaffId? Goer);
