namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the repair board and of a repair: <c>RepairsText.resx</c>.</summary>
public sealed class RepairsText;
