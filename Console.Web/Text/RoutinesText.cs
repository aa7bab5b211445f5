namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the list of changed routines: <c>RoutinesText.resx</c>.</summary>
public sealed class RoutinesText;
