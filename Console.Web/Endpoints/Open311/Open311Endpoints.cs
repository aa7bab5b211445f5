using System.Text.Json.Nodes;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Endpoints.Repairs;
using Microsoft.AspNetCore.Mvc;

namespace CommunityConsole.Web.Endpoints.Open311;

/// <summary><c>/open311/v2</c>: repairs for programs of others, by Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2). Reading is open and tells no personal data; a report needs no key, but a wrong key is refused.</summary>
internal static class Open311Endpoints
{
    private const string Changed = "2026-11-30 00:00";
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    /// <summary>Registers what the calls need.</summary>
    public static IServiceCollection AddOpen311(this IServiceCollection services) => services.AddSingleton<GeoTrees>().AddSingleton<GeoReports>();

    /// <summary>Maps the calls.</summary>
    public static void MapOpen311(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/open311/discovery.{format}", Discover).AllowAnonymous().WithTags("Open311");
        var group = routes.MapGroup("/open311/v2").AllowAnonymous().RequireRateLimiting(RepairEndpoints.ReadLimit).WithMetadata(new RequestSizeLimitAttribute(RepairEndpoints.MostBytes)).WithTags("Open311");
        group.MapGet("/services.{format}", (string format, string? jurisdiction_id, GeoReports reports) =>
            Within(format, jurisdiction_id, reports, _ => GeoReply.Of(format, "services", GeoTrees.Services())));
        group.MapGet("/services/{code}.{format}", (string format, string code, string? jurisdiction_id, GeoReports reports) =>
            Within(format, jurisdiction_id, reports, _ => Define(format, code)));
        group.MapGet("/requests.{format}", ListAsync);
        group.MapGet("/requests/{id}.{format}", FindAsync);
        group.MapGet("/servicerequestupdates.{format}", UpdatesAsync);
        group.MapGet("/tokens/{token}.{format}", (string format, string token, string? jurisdiction_id, GeoReports reports) =>
            Within(format, jurisdiction_id, reports, _ => GeoReply.Error(
                format, StatusCodes.Status404NotFound, new($"没有 {token} 这个 token：报修立即得到编号。", $"There is no token {token}: a request gets its number at once."))));
        group.MapPost("/requests.{format}", ReportAsync).RequireRateLimiting(RepairEndpoints.Limit);
    }

    private static IResult Discover(string format, HttpRequest request)
    {
        var endpoint = new JsonObject
        {
            ["specification"] = Specification,
            ["url"] = $"{request.Scheme}://{request.Host}/open311/v2",
            ["changeset"] = Changed,
            ["type"] = "production",
            ["formats"] = new JsonArray("text/xml", "application/json"),
        };
        return GeoReply.Knows(format)
            ? GeoReply.Of(format, "discovery", new JsonObject
            {
                ["changeset"] = Changed,
                ["contact"] = "",
                ["key_service"] = "",
                ["endpoints"] = new JsonArray(endpoint),
            })
            : NoFormat(format);
    }

    private static IResult Define(string format, string code) => ServiceCatalogue.Find(new ServiceCode(code)) is { } service
        ? GeoReply.Of(format, "service_definition", GeoTrees.Definition(service))
        : GeoReply.Error(format, StatusCodes.Status404NotFound, NoService(code));

    private static Task<IResult> ListAsync(string format, string? jurisdiction_id, HttpRequest request, GeoReports reports, CancellationToken cancellation) =>
        WithinAsync(format, jurisdiction_id, reports, async community =>
        {
            var (query, problem) = GeoQuery.Of(request.Query, community, reports.Now);
            return query is null
                ? GeoReply.Error(format, StatusCodes.Status400BadRequest, problem!)
                : GeoReply.Of(format, "service_requests", new JsonArray([.. (await reports.ListAsync(query, cancellation)).Select(reports.Trees.Request)]));
        });

    private static Task<IResult> FindAsync(string format, string id, string? jurisdiction_id, GeoReports reports, CancellationToken cancellation) =>
        WithinAsync(format, jurisdiction_id, reports, async community =>
            await reports.ListAsync(new RepairQuery(community) { Ids = [GeoQuery.IdOf(id)] }, cancellation) is [var repair]
                ? GeoReply.Of(format, "service_requests", new JsonArray(reports.Trees.Request(repair)))
                : GeoReply.Error(format, StatusCodes.Status404NotFound, new($"没有编号为 {id} 的报修。", $"There is no request {id}.")));

    private static Task<IResult> UpdatesAsync(string format, string? jurisdiction_id, HttpRequest request, GeoReports reports, CancellationToken cancellation) =>
        WithinAsync(format, jurisdiction_id, reports, async community =>
        {
            if (!GeoQuery.TryInstant(request.Query["start_date"], out var start) || !GeoQuery.TryInstant(request.Query["end_date"], out var end))
            {
                return GeoReply.Error(format, StatusCodes.Status400BadRequest, new("日期须为 2010-01-01T00:00:00Z 的写法。", "Dates must be written as 2010-01-01T00:00:00Z."));
            }

            var (from, until) = (start ?? (end ?? reports.Now).AddDays(-90), end ?? reports.Now);
            var changed = await reports.ListAsync(new RepairQuery(community) { UpdatedSince = from }, cancellation);
            var updates = changed.SelectMany(repair => reports.Trees.Updates(repair, from, until)).OrderBy(update => update.At).Select(update => update.Tree);
            return GeoReply.Of(format, "service_request_updates", new JsonArray([.. updates.Take(GeoQuery.Most)]));
        });

    private static Task<IResult> ReportAsync(string format, HttpContext context, CurrentWorker me, GeoReports reports) =>
        WithinFormAsync(format, context, reports, async (form, community) =>
        {
            var actor = await reports.ActorAsync(context, me, form["api_key"], community);
            if (!actor.Succeeded)
            {
                return GeoReply.Error(format, StatusCodes.Status403Forbidden, actor.Problem.Message);
            }

            if (string.IsNullOrEmpty(form["service_code"]))
            {
                return GeoReply.Error(format, StatusCodes.Status400BadRequest, new("缺少 service_code。", "service_code was not provided."));
            }

            if (ServiceCatalogue.Find(new ServiceCode(form["service_code"].ToString())) is not { } service)
            {
                return GeoReply.Error(format, StatusCodes.Status404NotFound, NoService(form["service_code"].ToString()));
            }

            var (report, problem) = reports.ReportOf(form, service, community);
            if (report is null)
            {
                return GeoReply.Error(format, StatusCodes.Status400BadRequest, problem!);
            }

            var result = await reports.TakeAsync(report, actor.Value);
            return result.Succeeded
                ? GeoReply.Of(format, "service_requests", new JsonArray(GeoReports.Taken(result.Value)), StatusCodes.Status201Created)
                : GeoReply.Error(format, StatusCodes.Status400BadRequest, result.Problem.Message);
        });

    private static IResult Within(string format, string? jurisdiction, GeoReports reports, Func<string, IResult> answer) =>
        !GeoReply.Knows(format) ? NoFormat(format)
        : reports.CommunityOf(jurisdiction) is { } community ? answer(community)
        : NoJurisdiction(format, jurisdiction);

    private static async Task<IResult> WithinAsync(string format, string? jurisdiction, GeoReports reports, Func<string, Task<IResult>> answer) =>
        !GeoReply.Knows(format) ? NoFormat(format)
        : reports.CommunityOf(jurisdiction) is { } community ? await answer(community)
        : NoJurisdiction(format, jurisdiction);

    private static async Task<IResult> WithinFormAsync(string format, HttpContext context, GeoReports reports, Func<IFormCollection, string, Task<IResult>> answer)
    {
        if (!context.Request.HasFormContentType)
        {
            return GeoReply.Error(format, StatusCodes.Status400BadRequest, new("请以 application/x-www-form-urlencoded 发送。", "Send it as application/x-www-form-urlencoded."));
        }

        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return GeoReply.Error(format, StatusCodes.Status400BadRequest, new("表单无法读取。", "The form cannot be read."));
        }

        return await WithinAsync(format, form["jurisdiction_id"], reports, community => answer(form, community));
    }

    private static Sentence NoService(string code) => new($"没有 {code} 这个服务类别。", $"service_code {code} was not found.");

    private static IResult NoFormat(string format) =>
        GeoReply.Error(format, StatusCodes.Status400BadRequest, new($"没有 {format} 这个格式，请用 xml 或 json。", $"There is no format {format}; use xml or json."));

    private static IResult NoJurisdiction(string format, string? jurisdiction) =>
        GeoReply.Error(format, StatusCodes.Status404NotFound, new($"没有 {jurisdiction} 这个社区。", $"jurisdiction_id {jurisdiction} was not found."));
}
