using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Authorization;

namespace CommunityConsole.Web.Endpoints.Field;

/// <summary>
/// <c>POST /api/field/visits/{id}/{step}</c>: what somebody on the way tells; <c>.../photo</c>: a picture of what was found. A call of its own, since the circuit of a page is
/// dead while a phone has no link: the phone keeps the step with its key and sends it when the link is back.
/// </summary>
internal static class FieldEndpoints
{
    /// <summary>The header with the step's own key: sent again with the same key, it is one step.</summary>
    public const string KeyHeader = "Idempotency-Key";

    /// <summary>Maps the calls.</summary>
    public static void MapField(this IEndpointRouteBuilder routes)
    {
        var visits = routes.MapGroup("/api/field/visits").RequireAuthorization(new AuthorizeAttribute { Roles = Roles.Field });
        visits.MapPost("/{id:guid}/{step}", TellAsync);
        visits.MapPost("/{id:guid}/photo", PhotographAsync);
    }

    private static async Task<IResult> TellAsync(
        Guid id, string step, ToldStep told, HttpContext context, CurrentWorker me, FieldSteps steps, TimeProvider time)
    {
        if (!Guid.TryParse(context.Request.Headers[KeyHeader], out var key))
        {
            return Refuse(new KeyMissing());
        }

        // No token of the request: a step once taken is finished even if the phone has gone again.
        var result = await me.DoAsync(actor => steps.TellAsync(
            new(id),
            step,
            told,
            actor with { CommandKey = key, GivenAt = told.GivenAt(time), From = context.Connection.RemoteIpAddress?.ToString() ?? "" },
            CancellationToken.None));
        return result.Succeeded ? Results.Ok(VisitNow.Of(result.Value)) : Refuse(result.Problem);
    }

    // The body is the picture; what it is called matters to nobody. The phone may go while it is sent: then it sends it again.
    private static async Task<IResult> PhotographAsync(
        Guid id, double? waited, HttpContext context, CurrentWorker me, VisitPhotoDesk photos, TimeProvider time)
    {
        if (!Guid.TryParse(context.Request.Headers[KeyHeader], out var key))
        {
            return Refuse(new KeyMissing());
        }

        var result = await me.DoAsync(actor => photos.AddAsync(
            new(id),
            context.Request.Body,
            actor with { CommandKey = key, GivenAt = new ToldStep(waited ?? 0).GivenAt(time), From = context.Connection.RemoteIpAddress?.ToString() ?? "" },
            context.RequestAborted));
        return result.Succeeded ? Results.Ok(VisitNow.Of(result.Value)) : Refuse(result.Problem);
    }

    private static IResult Refuse(Problem problem) =>
        Results.Json(new Refusal(problem.Message.ToString(), problem.Code), statusCode: StatusOf(problem.Code));

    // By code, since a retry gets the first refusal back as words and code.
    private static int StatusOf(string code) => code switch
    {
        "access.closed" or "access.denied" or "access.community" => StatusCodes.Status403Forbidden,
        "visit.unknown" or "alert.unknown" or "field.step" => StatusCodes.Status404NotFound,
        "photo.type" or "photo.heic" => StatusCodes.Status415UnsupportedMediaType,
        "photo.large" or "photo.pixels" => StatusCodes.Status413PayloadTooLarge,
        "field.key" or "visit.reason" or "visit.code" or "visit.far" or "visit.service" or "alert.outcome" or "alert.note" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status409Conflict,
    };

    private sealed record Refusal(string Error, string Code);
}
