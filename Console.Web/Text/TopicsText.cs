namespace CommunityConsole.Web.Text;

/// <summary>Names the words of topics: <c>TopicsText.resx</c>.</summary>
public sealed class TopicsText;
