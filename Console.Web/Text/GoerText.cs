namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the list of people who may go: <c>GoerText.resx</c>.</summary>
public sealed class GoerText;
