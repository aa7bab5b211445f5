namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the response figures: <c>NumbersText.resx</c>.</summary>
public sealed class NumbersText;
