namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the points bank: <c>PointsText.resx</c>.</summary>
public sealed class PointsText;
