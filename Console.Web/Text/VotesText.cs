namespace CommunityConsole.Web.Text;

/// <summary>Names the words of votes: <c>VotesText.resx</c>.</summary>
public sealed class VotesText;
