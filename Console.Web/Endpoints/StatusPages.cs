using Microsoft.AspNetCore.Diagnostics;

namespace CommunityConsole.Web.Endpoints;

/// <summary>Gives a browser a page with a sentence where the answer would be a bare status.</summary>
internal static class StatusPages
{
    /// <summary>Re-runs page requests at <c>/problem/{status}</c>; programs get the bare status.</summary>
    public static void UseStatusPages(this WebApplication app)
    {
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.Use((context, next) =>
        {
            if (!IsForPeople(context.Request) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
    }

    /// <summary>Whether the address belongs to the programming interface: answered with a status, never with a redirect.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/open311") || request.Path.StartsWithSegments("/hubs")
        || request.Path.StartsWithSegments("/metrics") || request.Path.StartsWithSegments("/_blazor");

    private static bool IsForPeople(HttpRequest request) => !IsForPrograms(request)
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
}
