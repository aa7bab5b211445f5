namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the devices and quarantine pages: <c>DevicesText.resx</c>.</summary>
public sealed class DevicesText;
