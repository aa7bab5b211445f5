using System.Globalization;
using System.Threading.RateLimiting;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Photos;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Settings;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary><c>/api/repairs</c>: the interface of the article, with identity, keys and the whole life cycle behind its three states.</summary>
internal static class RepairEndpoints
{
    /// <summary>The name of the limit on what anybody may send.</summary>
    public const string Limit = "repairs";

    /// <summary>The name of the limit on what anybody may read.</summary>
    public const string ReadLimit = "repairs-read";

    /// <summary>Most bytes of a call; a picture has a limit of its own.</summary>
    public const int MostBytes = 64 * 1024;

    private const int ReadsForOneWrite = 10;
    private const int MostOnPage = 200;

    /// <summary>Registers the limit for callers without an account, by address.</summary>
    public static IServiceCollection AddRepairLimit(this IServiceCollection services)
    {
        services.AddSingleton<RepairCallers>();
        services.AddSettings<RepairLimitOptions>(RepairLimitOptions.Section);
        return services.AddRateLimiter(limits => limits
            .AddPolicy(Limit, static context => Partition(context, 1))
            .AddPolicy(ReadLimit, static context => Partition(context, ReadsForOneWrite)));
    }

    private static RateLimitPartition<string> Partition(HttpContext context, int times)
    {
        var permits = context.RequestServices.GetRequiredService<IOptions<RepairLimitOptions>>().Value.ReportsPerMinute * times;
        return permits == 0 || context.User.Identity is { IsAuthenticated: true }
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "",
                _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 });
    }

    /// <summary>Maps the calls.</summary>
    public static void MapRepairs(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/repairs").WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithTags("Repairs");
        var handlers = new AuthorizeAttribute { Roles = Roles.Repairs };
        group.MapPost("", ReportAsync).AllowAnonymous().RequireRateLimiting(Limit)
            .Accepts<ReportBody>("application/json").Produces<RepairAnswer>(201).ProducesProblem(400);
        group.MapPost("/photos", KeepPhotoAsync).AllowAnonymous().RequireRateLimiting(Limit).WithMetadata(new RequestSizeLimitAttribute(IPhotoShop.MostBytes + 1))
            .Accepts<IFormFile>("image/jpeg", "image/png", "image/webp").Produces<PhotoAnswer>(201).ProducesProblem(400).ProducesProblem(413).ProducesProblem(415).ProducesProblem(503);
        group.MapPost("/photos", RefuseType).AllowAnonymous().RequireRateLimiting(Limit).ExcludeFromDescription();   // taken where the types above do not fit
        group.MapGet("", ListAsync).RequireAuthorization().Produces<RepairList>().ProducesProblem(400);
        group.MapGet("/{id}", FindAsync).RequireAuthorization().Produces<RepairAnswer>().ProducesProblem(404);
        group.MapPut("/{id}", ChangeAsync).RequireAuthorization(handlers)
            .Accepts<ChangeBody>("application/json").Produces<RepairAnswer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id}/rate", RateAsync).AllowAnonymous().RequireRateLimiting(Limit)
            .Accepts<RateBody>("application/json").Produces<RatedAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id}/confirm", ConfirmAsync).AllowAnonymous().RequireRateLimiting(Limit)
            .Accepts<WordBody>("application/json").Produces<RepairAnswer>().ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
        group.MapPost("/{id}/not-fixed", NotFixedAsync).AllowAnonymous().RequireRateLimiting(Limit)
            .Accepts<WordBody>("application/json").Produces<RepairAnswer>().ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);
    }

    private static Task<IResult> ReportAsync(HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        WithBodyAsync<ReportBody>(context, me, callers, async (body, actor) =>
        {
            // No token of the request: a report once read is kept even if the phone has gone again.
            var result = await desk.ReportAsync(ReportOf(body), actor, CancellationToken.None);
            return result.Succeeded
                ? Results.Created(
                    $"/api/repairs/{result.Value.Repair.Id}", RepairAnswer.Of(result.Value.Repair, actor, result.Value.Repair.Reporters[0], result.Value.Code))
                : RepairRefusals.Of(result.Problem);
        });

    // The picture is the body itself: no form, no name, no type that anybody has to believe.
    private static async Task<IResult> KeepPhotoAsync(HttpContext context, IPhotoShop shop)
    {
        var kept = await shop.KeepAsync(context.Request.Body, context.RequestAborted);
        return kept.Succeeded ? Results.Json(new PhotoAnswer(kept.Value.Value), statusCode: StatusCodes.Status201Created) : RepairRefusals.Of(kept.Problem);
    }

    // The router's own answer would have no words, and would ask who calls before it says what is wrong.
    private static IResult RefuseType(HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true } ? RepairRefusals.Of(new RepairPhotoTypeNotTaken()) : Results.Unauthorized();

    private static async Task<IResult> ListAsync(
        HttpContext context, CurrentWorker me, RepairCallers callers, RepairDesk desk, string? page, string? limit, string? status, CancellationToken cancellation)
    {
        if (PageNumber.Of(page, 1, int.MaxValue / MostOnPage) is not { } wanted || PageNumber.Of(limit, 10, MostOnPage) is not { } size)
        {
            return RepairRefusals.Bad(PageNumber.Wrong(MostOnPage));
        }

        if (!string.IsNullOrEmpty(status) && RepairViews.Parse(status) is null)
        {
            return RepairRefusals.Bad(UnknownStatus(status));
        }

        var actor = await callers.ActorAsync(context, me);
        if (!actor.Succeeded)
        {
            return RepairRefusals.Of(actor.Problem);
        }

        var query = new RepairQuery(actor.Value.Community)
        {
            States = RepairViews.Parse(status) is { } view ? RepairViews.StatesOf(view) : [],
            Skip = (wanted - 1) * size,
            Take = size,
        };
        var found = await desk.PageAsync(query, actor.Value, cancellation);
        return Results.Ok(new RepairList(found.Total, wanted, size, [.. found.Items.Select(repair => RepairAnswer.Of(repair, actor.Value))]));
    }

    private static async Task<IResult> FindAsync(string id, HttpContext context, CurrentWorker me, RepairCallers callers, RepairDesk desk, CancellationToken cancellation)
    {
        var actor = await callers.ActorAsync(context, me);
        if (!actor.Succeeded)
        {
            return RepairRefusals.Of(actor.Problem);
        }

        var found = await desk.FindAsync(IdOf(id), actor.Value, cancellation);
        return found.Succeeded ? Results.Ok(RepairAnswer.Of(found.Value, actor.Value)) : RepairRefusals.Of(found.Problem);
    }

    private static Task<IResult> ChangeAsync(string id, HttpContext context, CurrentWorker me, RepairCallers callers, RepairDesk desk) =>
        WithBodyAsync<ChangeBody>(context, me, callers, async (body, actor) =>
        {
            if (!string.IsNullOrEmpty(body.Status) && RepairViews.Parse(body.Status) is null)
            {
                return RepairRefusals.Bad(UnknownStatus(body.Status));
            }

            var result = await desk.BringAsync(IdOf(id), RepairViews.Parse(body.Status), body.Notes ?? "", actor, CancellationToken.None);
            return result.Succeeded ? Results.Ok(RepairAnswer.Of(result.Value, actor)) : RepairRefusals.Of(result.Problem);
        });

    private static Task<IResult> RateAsync(string id, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        WithBodyAsync<RateBody>(context, me, callers, async (body, actor) =>
        {
            var result = await desk.RateAsync(IdOf(id), body.Code, body.Stars ?? 0, body.Comment ?? "", actor, CancellationToken.None);
            return result.Succeeded
                ? Results.Ok(new RatedAnswer("评价成功", RepairAnswer.Of(result.Value, actor, desk.OwnOf(result.Value, body.Code, actor))))
                : RepairRefusals.Of(result.Problem);
        });

    private static Task<IResult> ConfirmAsync(string id, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        WithBodyAsync<WordBody>(context, me, callers, async (body, actor) => Answer(await desk.ConfirmAsync(IdOf(id), body.Code, actor, CancellationToken.None), actor));

    private static Task<IResult> NotFixedAsync(string id, HttpContext context, CurrentWorker me, RepairCallers callers, ReportDesk desk) =>
        WithBodyAsync<WordBody>(context, me, callers, async (body, actor) =>
            Answer(await desk.NotFixedAsync(IdOf(id), body.Code, body.Note ?? "", body.Photos ?? [], actor, CancellationToken.None), actor));

    private static IResult Answer(Result<Repair> result, Actor actor) =>
        result.Succeeded ? Results.Ok(RepairAnswer.Of(result.Value, actor)) : RepairRefusals.Of(result.Problem);

    private static async Task<IResult> WithBodyAsync<T>(HttpContext context, CurrentWorker me, RepairCallers callers, Func<T, Actor, Task<IResult>> answer)
        where T : class
    {
        var (body, content) = await JsonBody.ReadAsync<T>(context);
        if (body is null)
        {
            return RepairRefusals.Bad(JsonBody.NotJson);
        }

        var actor = await callers.ActorAsync(context, me, content);
        return actor.Succeeded ? await answer(body, actor.Value) : RepairRefusals.Of(actor.Problem);
    }

    private static RepairReport ReportOf(ReportBody body) => new(body.Title ?? "", body.Description ?? "", body.Location ?? "", body.Contact ?? "")
    {
        Service = string.IsNullOrEmpty(body.Service) ? null : new ServiceCode(body.Service),
        Building = body.Building ?? "",
        Asset = body.Asset ?? "",
        Latitude = body.Latitude,
        Longitude = body.Longitude,
        Photos = body.Photos ?? [],
    };

    // A text that is no number names no repair.
    private static RepairId IdOf(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new(number) : default;

    private static Sentence UnknownStatus(string status) =>
        new($"没有“{status}”这个状态，可用的是 pending、processing、completed。", $"There is no status \"{status}\"; use pending, processing or completed.");
}
