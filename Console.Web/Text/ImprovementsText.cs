namespace CommunityConsole.Web.Text;

/// <summary>Names the words of improvements: <c>ImprovementsText.resx</c>.</summary>
public sealed class ImprovementsText;
