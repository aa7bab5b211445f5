namespace CommunityConsole.Web.Components.Timeline;

/// <summary>How far back a timeline looks.</summary>
public enum TimelineSpan
{
    /// <summary>The last 24 hours.</summary>
    Day = 24,

    /// <summary>The last 48 hours: two nights side by side, the usual view.</summary>
    TwoDays = 48,

    /// <summary>The last 7 days.</summary>
    Week = 168,
}
