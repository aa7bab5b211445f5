namespace CommunityConsole.Web.Live;

/// <summary>Theme and type size a person chose, kept in a cookie so that the first paint already has them.</summary>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or <c>contrast</c>: black ground, white words, strong lines.</param>
/// <param name="Font"><c>normal</c> or <c>large</c> (the elder view).</param>
public sealed record Look(string Theme, string Font)
{
    /// <summary>Cookie written by <c>js/look.js</c>: <c>theme.font</c>.</summary>
    public const string Cookie = "look";

    /// <summary>The component library's theme of the same brightness.</summary>
    public string RadzenTheme => Theme == "light" ? "material" : "material-dark";

    /// <summary>The look a request asks for; light and normal where it asks for none or for nonsense. A display nobody touches looks as its address says: a wall lights up a room and is dark without a word, a hall's screen is light.</summary>
    public static Look Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Path.StartsWithSegments("/wall"))
        {
            return new Look(request.Query["theme"] == "light" ? "light" : "dark", "normal");
        }

        if (request.Path.StartsWithSegments("/screen"))
        {
            return new Look(request.Query["theme"] == "dark" ? "dark" : "light", "normal");
        }

        var parts = (request.Cookies[Cookie] ?? "").Split('.');
        return new Look(
            parts is ["dark" or "contrast", ..] ? parts[0] : "light",
            parts is [_, "large", ..] ? "large" : "normal");
    }
}
