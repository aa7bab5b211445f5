namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the demo page: <c>DemoText.resx</c>.</summary>
public sealed class DemoText;
