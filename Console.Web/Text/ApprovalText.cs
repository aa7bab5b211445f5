namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the approvals: <c>ApprovalText.resx</c>.</summary>
public sealed class ApprovalText;
