namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the wall: <c>WallText.resx</c>.</summary>
public sealed class WallText;
