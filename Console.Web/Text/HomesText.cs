namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the list of homes and of a household's page: <c>HomesText.resx</c>.</summary>
public sealed class HomesText;
