namespace CommunityConsole.Web.Text;

/// <summary>Names the words of mutual help and of a resident's hours: <c>MutualHelpText.resx</c>.</summary>
public sealed class MutualHelpText;
