using System.Globalization;
using System.Text.Json.Nodes;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Endpoints.Repairs;
using CommunityConsole.Web.Settings;
using CommunityConsole.Web.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Endpoints.Open311;

/// <summary>What GeoReport's calls ask of the repair desks: whose community, who reports, what is reported.</summary>
internal sealed class GeoReports(
    GeoTrees trees, ReportDesk desk, RepairCallers callers, IDbContextFactory<ConsoleDb> contexts, HomeDirectory homes, IOptions<CommunityOptions> own, TimeProvider time)
{
    private static readonly string[] ContactFields = ["last_name", "first_name", "phone", "email"];

    /// <summary>How repairs are told.</summary>
    public GeoTrees Trees => trees;

    /// <summary>UTC.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>The community a jurisdiction_id names; the installation's own without one; null where there is none.</summary>
    public string? CommunityOf(string? jurisdiction) =>
        string.IsNullOrEmpty(jurisdiction) || jurisdiction == own.Value.Id ? own.Value.Id
        : homes.Buildings(jurisdiction).Count > 0 ? jurisdiction
        : null;

    /// <summary>Repairs by a query, for everybody: told without personal data.</summary>
    public Task<IReadOnlyList<Repair>> ListAsync(RepairQuery query, CancellationToken cancellation) => desk.ListOpenlyAsync(query, cancellation);

    /// <summary>Who reports: the account of the key, the account signed in, or anybody.</summary>
    public async Task<Result<Actor>> ActorAsync(HttpContext context, CurrentWorker me, string? key, string community)
    {
        if (string.IsNullOrEmpty(key))
        {
            var caller = await callers.ActorAsync(context, me);
            return !caller.Succeeded || caller.Value.Community == community ? caller
                : caller.Value.Id == Actor.LinkId ? caller.Value with { Community = community }
                : new OtherCommunity();
        }

        await using var db = await contexts.CreateDbContextAsync(context.RequestAborted);
        var user = await db.OwnerOfTokenAsync(AccountToken.HashOf(key), context.RequestAborted);
        return user is not { Disabled: false } ? new ApiKeyNotValid()
            : user.Community != community ? new OtherCommunity()
            : new Actor(new StaffId(user.Id), user.DisplayName, user.Role, user.Community) { From = context.Connection.RemoteIpAddress?.ToString() ?? "" };
    }

    /// <summary>The report of a form, or what is wrong with it.</summary>
    public (RepairReport? Report, Sentence? Problem) ReportOf(IFormCollection form, RepairService service, string community)
    {
        var (address, building, latitude, longitude) = (form["address_string"].ToString().Trim(), form["address_id"].ToString().Trim(), Degrees(form["lat"]), Degrees(form["long"]));
        if (building.Length > 0 && homes.Buildings(community).All(known => known.Id != building))
        {
            return (null, new($"没有 {building} 这栋楼（address_id）。", $"address_id {building} was not found."));
        }

        if (address.Length == 0 && building.Length == 0 && (latitude is null || longitude is null))
        {
            return (null, new("缺少地点：请给 lat 和 long，或 address_string，或 address_id。", "A location is needed: lat and long, or address_string, or address_id."));
        }

        var place = address.Length > 0 ? address
            : building.Length > 0 ? homes.Buildings(community).First(known => known.Id == building).Name
            : string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}");
        var text = form["description"].ToString().Trim();
        var answers = service.Questions.Select(question => Answer(question, form[$"attribute[{question.Code}]"].ToString())).Where(answer => answer.Length > 0);
        string[] lines = [text.Length > 0 ? text : service.Name.Zh, .. answers];
        var description = string.Join('\n', lines);
        return (new RepairReport(Title(text, service), description.Length > Repair.TextLength ? description[..Repair.TextLength] : description, Cut(place), Cut(ContactOf(form)))
        {
            Service = service.Code,
            Urgency = service.Questions.Any(question => question.Danger is { } danger && form[$"attribute[{question.Code}]"] == danger) ? Urgency.Danger : Urgency.Normal,
            Building = building,
            Latitude = latitude,
            Longitude = latitude is null ? null : longitude,
        }, null);
    }

    /// <summary>Takes the report.</summary>
    public Task<Result<ReportedRepair>> TakeAsync(RepairReport report, Actor actor) => desk.ReportAsync(report, actor, CancellationToken.None);

    /// <summary>The answer to a report; who has no account finds the code in the notice.</summary>
    public static JsonObject Taken(ReportedRepair taken) => new()
    {
        ["service_request_id"] = taken.Repair.Id.Value,
        ["service_notice"] = taken.Code is { } code ? new Sentence($"查询码 {code}，确认和评价时要用。", $"Code {code}, needed to confirm and rate.").ToString() : null,
        ["account_id"] = null,
    };

    private static string Title(string text, RepairService service)
    {
        var first = text.Split('\n', 2)[0].Trim();
        return first.Length == 0 ? service.Name.Zh : first.Length <= 30 ? first : first[..30];
    }

    private static string ContactOf(IFormCollection form) => string.Join(
        ' ', ContactFields.Select(field => form[field].ToString().Trim()).Where(value => value.Length > 0));

    // A "no" to a dangerous question is left out: its words alone would read as the danger.
    private static string Answer(ServiceQuestion question, string given) => given.Length == 0 || (question.Danger is { } danger && given != danger) ? ""
        : $"{question.Text.Zh}{question.Choices.FirstOrDefault(choice => choice.Key == given)?.Name.Zh ?? given}";

    private static string Cut(string text) => text.Length <= Repair.LineLength ? text : text[..Repair.LineLength];

    private static double? Degrees(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && double.IsFinite(degrees) ? degrees : null;
}

/// <summary>The key belongs to no account.</summary>
internal sealed record ApiKeyNotValid() : Problem("access.key", new("api_key 无效，没有受理。", "The api_key is not valid; nothing was taken."));
