namespace CommunityConsole.Web.Text;

/// <summary>The languages of the screens. A language is added by its resource files and a line here.</summary>
public static class Languages
{
    /// <summary>The first language and the default.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>The second.</summary>
    public const string English = "en-US";

    /// <summary>All of them.</summary>
    public static string[] All => [Chinese, English];
}
