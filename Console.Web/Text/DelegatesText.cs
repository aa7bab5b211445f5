namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the council's delegates: <c>DelegatesText.resx</c>.</summary>
public sealed class DelegatesText;
