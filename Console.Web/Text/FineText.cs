namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the page behind a one-time link: <c>FineText.resx</c>.</summary>
public sealed class FineText;
