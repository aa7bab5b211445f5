namespace CommunityConsole.Web.Endpoints;

/// <summary>Gives a browser a page with a sentence where the answer would be a bare status.</summary>
internal static class StatusPages
{
    /// <summary>Re-runs page requests at <c>/problem/{status}</c>; programs get the bare status.</summary>
    public static void UseStatusPages(this WebApplication app) => app.UseWhen(
        context => IsForPeople(context.Request),
        people => people.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true));

    private static bool IsForPeople(HttpRequest request) =>
        !IsForPrograms(request) && request.Headers.Accept.Any(accept => accept?.Contains("text/html", StringComparison.Ordinal) == true);

    /// <summary>Whether the address belongs to the programming interface: answered with a status, never with a redirect.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/hubs")
        || request.Path.StartsWithSegments("/metrics") || request.Path.StartsWithSegments("/_blazor");
}
