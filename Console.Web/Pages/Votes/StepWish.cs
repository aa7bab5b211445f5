namespace CommunityConsole.Web.Pages.Votes;

/// <summary>What the chair's dialog answers.</summary>
/// <param name="Reason">Why; empty where none is wanted.</param>
/// <param name="Until">Of an extension: the new end, local time.</param>
public sealed record StepWish(string Reason, DateTime Until);
