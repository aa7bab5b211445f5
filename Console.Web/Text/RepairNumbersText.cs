namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the figures of repairs: <c>RepairNumbersText.resx</c>.</summary>
public sealed class RepairNumbersText;
