using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>Somebody wants to make a move with a repair.</summary>
public sealed record RepairAsk(Repair Repair, RepairMove Move);
