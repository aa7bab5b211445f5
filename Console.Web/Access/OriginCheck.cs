namespace CommunityConsole.Web.Access;

/// <summary>
/// Refuses calls that change something, and sockets, when a browser says they come from another site: JSON calls with a
/// cookie carry no antiforgery token, so the origin is what tells them apart from a forgery.
/// </summary>
internal static class OriginCheck
{
    /// <summary>Answers 403 to a foreign origin; a caller without the header is no browser and has no foreign page behind it.</summary>
    public static void UseOriginCheck(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (ChangesSomething(context.Request) && ComesFromElsewhere(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    });

    // A GET that upgrades opens a hub or a circuit.
    private static bool ChangesSomething(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Headers.Upgrade.Count > 0 || HttpMethods.IsConnect(request.Method);

    private static bool ComesFromElsewhere(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            return request.Headers["Sec-Fetch-Site"] == "cross-site";
        }

        return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
