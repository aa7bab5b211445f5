namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the logins of devices: <c>LoginsText.resx</c>.</summary>
public sealed class LoginsText;
