namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the care desk: <c>CareText.resx</c>.</summary>
public sealed class CareText;
