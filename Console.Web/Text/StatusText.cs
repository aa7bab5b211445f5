namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the status page: <c>StatusText.resx</c>; a figure's words have its metric name as key.</summary>
public sealed class StatusText;
