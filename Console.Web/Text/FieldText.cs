namespace CommunityConsole.Web.Text;

/// <summary>Names the words of the field worker's view: <c>FieldText.resx</c>.</summary>
public sealed class FieldText;
