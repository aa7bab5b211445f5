using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/photos/{id}</c> and <c>/photos/{id}/small</c>: a kept photo, for whoever may see what it belongs to.</summary>
internal static class PhotoEndpoints
{
    // The bytes of an id never change; after a day the browser asks again whether this person may still see them.
    private const string Caching = "private, max-age=86400, immutable";

    /// <summary>Maps both. Whoever is signed in may ask: a photo's owners decide, and no answer tells a photo that is not there from one that is not shown.</summary>
    public static void MapPhotos(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/photos").RequireAuthorization().ExcludeFromDescription();
        group.MapGet("/{id}", (string id, HttpContext context, CurrentWorker me, PhotoDesk desk, CancellationToken cancellation) =>
            ShowAsync(id, PhotoSize.Full, context, me, desk, cancellation));
        group.MapGet("/{id}/small", (string id, HttpContext context, CurrentWorker me, PhotoDesk desk, CancellationToken cancellation) =>
            ShowAsync(id, PhotoSize.Small, context, me, desk, cancellation));
    }

    private static async Task<IResult> ShowAsync(
        string id, PhotoSize size, HttpContext context, CurrentWorker me, PhotoDesk desk, CancellationToken cancellation)
    {
        if (!PhotoId.TryParse(id, out var photo))
        {
            return Results.NotFound();
        }

        var jpeg = await me.DoAsync(actor => desk.OpenAsync(photo, size, actor, cancellation));
        if (!jpeg.Succeeded)
        {
            return jpeg.Problem is PhotoNotFound ? Results.NotFound() : Results.StatusCode(StatusCodes.Status403Forbidden);
        }

        context.Response.Headers.CacheControl = Caching;
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Results.Stream(jpeg.Value, "image/jpeg");
    }
}
