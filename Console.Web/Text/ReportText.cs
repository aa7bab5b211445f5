namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the pages on which residents report, follow and rate repairs: <c>ReportText.resx</c>.</summary>
public sealed class ReportText;
