namespace CommunityConsole.Web.Text;

/// <summary>Names the words of sign-in, set-up and passwords: <c>AccessText.resx</c>.</summary>
public sealed class AccessText;
