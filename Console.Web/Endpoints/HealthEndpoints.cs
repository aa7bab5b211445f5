using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every registered check is content.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps both, open to all; the answers name no details.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        routes.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}
