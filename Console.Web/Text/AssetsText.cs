namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the estate's things and their plates: <c>AssetsText.resx</c>.</summary>
public sealed class AssetsText;
