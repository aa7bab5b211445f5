namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the time bank's station, disputes, health and proofs: <c>TimeBankText.resx</c>.</summary>
public sealed class TimeBankText;
