namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the duty roster: <c>DutyText.resx</c>.</summary>
public sealed class DutyText;
