using System.Threading.RateLimiting;
using CommunityConsole.Core.Care;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace CommunityConsole.Web.Endpoints;

/// <summary>Takes what is answered by a one-time link. Nobody signs in: the link is the right, so guessing is slow as well as hopeless.</summary>
internal static class FineEndpoints
{
    /// <summary>The name of the limit on page and answer.</summary>
    public const string Limit = "fine";

    /// <summary>Registers the limit: sixty a minute from one address, behind which a whole mobile network may stand.</summary>
    public static IServiceCollection AddFineLimit(this IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limits.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
    });

    /// <summary>Maps the answer; the form carries an antiforgery token, which the framework checks.</summary>
    public static void MapFine(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/fine/{Token}", AnswerAsync).AllowAnonymous().RequireRateLimiting(Limit).ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(string token, [FromForm] string? answer, HttpContext context, FineDesk desk)
    {
        ContactOutcome? outcome = answer switch { "fine" => ContactOutcome.Fine, "help" => ContactOutcome.NeedsHelp, _ => null };
        if (outcome is { } said)
        {
            // No token: help once asked for is put down even if the phone loses its link.
            await desk.AnswerAsync(token, said, context.Connection.RemoteIpAddress?.ToString() ?? "", CancellationToken.None);
        }

        // The page says how it stands: taken, answered before, or over.
        return Results.LocalRedirect(FineDesk.Path + Uri.EscapeDataString(token));
    }
}
