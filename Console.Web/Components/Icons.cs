namespace CommunityConsole.Web.Components;

/// <summary>The icons of the console: strokes on a grid of 24, drawn for it, so that no icon font is loaded.</summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        // pages
        ["heart"] = "M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.6C19.5 15.4 12 20 12 20z",
        ["check"] = "M9 4h6v3H9zM9 5.5H6V20h12V5.5h-3M9 13.5l2.2 2.2L15.5 11",
        ["walk"] = "M13.5 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM12.5 8l-3.5 2-1 3.5M12.5 8l2.2 3.2 3.3 1.3M12.5 8l-1.2 6 3.2 3 1 4.5M11.3 14l-1.3 4-3 3.5",
        ["home"] = "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
        ["device"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 12l4-3.5M8 16.5h8M5.8 12H7M17 12h1.2M12 5.8V7",
        ["key"] = "M8 8.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 12.5h9.5M18 12.5V16M21.5 12.5V15",
        ["box"] = "M3.5 7.5L12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5L12 12l8.5-4.5M12 12v9",
        ["pulse"] = "M2.5 12h4l2.5-7 5 14 2.5-7h5",
        ["chart"] = "M4 20.5h16M6.5 17v-5M12 17V5M17.5 17V9",
        ["map"] = "M3.5 6.5L9 4l6 2.5L20.5 4v13.5L15 20l-6-2.5L3.5 20zM9 4v13.5M15 6.5V20",
        ["screen"] = "M3 4.5h18v12H3zM8.5 20.5h7M12 16.5v4",
        ["play"] = "M7 4.5v15l12-7.5z",
        ["more"] = "M5 12h.01M12 12h.01M19 12h.01",

        // severities
        ["critical"] = "M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2zM12 7.5v5.5M12 16.2h.01",
        ["urgent"] = "M12 3.5L22 20.5H2zM12 10v5M12 17.7h.01",
        ["attention"] = "M12 3l9 9-9 9-9-9zM12 8v4.5M12 15.7h.01",
        ["notice"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.8h.01",
        ["done"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8 12.2l2.8 2.8L16 9.5",

        // acts
        ["hand"] = "M8 12.5V6a1.5 1.5 0 0 1 3 0v5-7a1.5 1.5 0 0 1 3 0v7-5.5a1.5 1.5 0 0 1 3 0V14c0 4-2.2 7-5.5 7-2.8 0-4.2-1.4-5.7-4.2L4 13.4a1.4 1.4 0 0 1 2.3-1.5z",
        ["phone"] = "M6.5 3.5l3 .5 1.5 4-2 1.8a13 13 0 0 0 5.2 5.2l1.8-2 4 1.5.5 3a2 2 0 0 1-2 2.5A16 16 0 0 1 4 5.5a2 2 0 0 1 2.5-2z",
        ["door"] = "M6 21V3.5h12V21M3.5 21h17M14.5 12.5h.01",
        ["cross"] = "M6 6l12 12M18 6L6 18",
        ["tick"] = "M4.5 12.5l5 5L19.5 7",
        ["search"] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5L21 21",
        ["eye"] = "M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7-10-7-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
        ["bell"] = "M6 16.5V11a6 6 0 0 1 12 0v5.5l2 2H4zM10 21h4",
        ["bell-off"] = "M6 16.5V11a6 6 0 0 1 9-5.2M18 11v5.5l2 2H7M10 21h4M3 3l18 18",
        ["moon"] = "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
        ["text-size"] = "M3 19L8.5 5 14 19M5 14.5h7M15 19l3-8 3 8M16 16.5h4",
        ["language"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM3 12h18M12 3c3 3 3.5 6 3.5 9s-.5 6-3.5 9c-3-3-3.5-6-3.5-9s.5-6 3.5-9z",
        ["person"] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6",
        ["swap"] = "M4 8h13M13.5 4.5L17 8l-3.5 3.5M20 16H7M10.5 12.5L7 16l3.5 3.5",
        ["back"] = "M14.5 5L7.5 12l7 7",
        ["out"] = "M14 4H5v16h9M10 12h11M17.5 8.5L21 12l-3.5 3.5",
        ["help"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 2M12 16.8h.01",
        ["clock"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5V12l3 2.5",
        ["pin"] = "M12 21.5s7-6.5 7-12a7 7 0 0 0-14 0c0 5.5 7 12 7 12zM12 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
        ["link-off"] = "M9.5 14.5l5-5M8 11l-2.5 2.5a3.5 3.5 0 0 0 5 5L13 16M16 13l2.5-2.5a3.5 3.5 0 0 0-5-5L11 8M3 3l18 18",
        ["download"] = "M12 4v11M7.5 11L12 15.5 16.5 11M4.5 20h15",
        ["note"] = "M5 3.5h14v12l-5 5H5zM14 20.5v-5h5M8.5 8h7M8.5 12h4",
    };

    /// <summary>The drawing of a name.</summary>
    /// <exception cref="KeyNotFoundException">No icon has that name.</exception>
    public static string PathOf(string name) => Paths[name];
}
