using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every registered check is content.</summary>
internal static class HealthEndpoints
{
    /// <summary>Marks a check whose sentence everybody may read.</summary>
    public const string Told = "told";

    /// <summary>Maps both, open to all; the answers name no details but those that are marked as open.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // The first line is the state alone, as programs read it.
    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var told = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy && entry.Value.Tags.Contains(Told));
        return context.Response.WriteAsync(string.Join('\n', told.Select(entry => $"{entry.Key}: {entry.Value.Description}").Prepend(report.Status.ToString())));
    }
}
