namespace CommunityConsole.Web.Components;

/// <summary>One choice of several, with a note.</summary>
public sealed record Chosen<TChoice>(TChoice Choice, string Note)
    where TChoice : struct, Enum;
