namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the frame around every page: <c>ShellText.resx</c>.</summary>
public sealed class ShellText;
