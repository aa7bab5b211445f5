namespace CommunityConsole.Web.Text;

/// <summary>Names the words of severities, kinds, states and outcomes of alerts on every screen: <c>AlertText.resx</c>.</summary>
public sealed class AlertText;
