namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the estate's map: <c>MapText.resx</c>.</summary>
public sealed class MapText;
