using CommunityConsole.Core.Care;

namespace CommunityConsole.Web.Pages.Morning;

/// <summary>What came of a call, as the row sends it.</summary>
public sealed record MorningAnswered(MorningLine Line, MorningOutcome Outcome, string Note);
