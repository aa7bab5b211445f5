namespace CommunityConsole.Web.Text;

/// <summary>Names the words of a home's timeline: <c>TimelineText.resx</c>.</summary>
public sealed class TimelineText;
