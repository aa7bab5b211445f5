namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the morning list: <c>MorningText.resx</c>.</summary>
public sealed class MorningText;
