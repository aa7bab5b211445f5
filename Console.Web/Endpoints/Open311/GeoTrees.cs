using System.Globalization;
using System.Text.Json.Nodes;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Endpoints.Open311;

/// <summary>Services and repairs as GeoReport v2 tells them. Source: Open311 GeoReport v2, "API methods"; updates: mySociety's extension of it.</summary>
internal sealed class GeoTrees(RepairAdvisor advisor, EstateCalendar calendar)
{
    /// <summary>The list of services.</summary>
    public static JsonArray Services() => [.. ServiceCatalogue.All.Select(service => new JsonObject
    {
        ["service_code"] = service.Code.Value,
        ["service_name"] = service.Name.ToString(),
        ["description"] = service.Description.ToString(),
        ["metadata"] = service.Questions.Count > 0,
        ["type"] = "realtime",
        ["keywords"] = service.Description.ToString().Replace("、", ", ", StringComparison.Ordinal),
        ["group"] = service.Group.ToString(),
    })];

    /// <summary>What to ask about a service.</summary>
    public static JsonObject Definition(RepairService service) => new()
    {
        ["service_code"] = service.Code.Value,
        ["attributes"] = new JsonArray([.. service.Questions.Select((question, index) => Attribute(question, index + 1))]),
    };

    /// <summary>A repair without personal data.</summary>
    public JsonObject Request(Repair repair) => new()
    {
        ["service_request_id"] = repair.Id.Value,
        ["status"] = StatusOf(repair.State),
        ["status_notes"] = StatusNotes(repair),
        ["service_name"] = (repair.Service is { } code ? ServiceCatalogue.Find(code)?.Name : null)?.ToString(),
        ["service_code"] = repair.Service?.Value,
        ["description"] = PersonalText.PublicPlace($"{repair.Title}：{repair.Description}"),
        ["agency_responsible"] = UnitName(repair),
        ["service_notice"] = null,
        ["requested_datetime"] = Instant(repair.CreatedAt),
        ["updated_datetime"] = Instant(repair.UpdatedAt),
        ["expected_datetime"] = repair.DueAt is { } due ? Instant(due) : null,
        ["address"] = PersonalText.PublicPlace(repair.Location),
        ["address_id"] = repair.Building.Length > 0 ? repair.Building : null,
        ["zipcode"] = null,
        ["lat"] = repair.Latitude,
        ["long"] = repair.Longitude,
        ["media_url"] = null,
    };

    /// <summary>What happened to a repair from an instant to another, one entry for each change of its state.</summary>
    public IEnumerable<(DateTimeOffset At, JsonObject Tree)> Updates(Repair repair, DateTimeOffset from, DateTimeOffset until) => repair.Steps
        .Where((step, index) => step.At >= from && step.At <= until && (index == 0 || step.State != repair.Steps[index - 1].State))
        .Select(step => (step.At, new JsonObject
        {
            ["update_id"] = $"{repair.Id}-{step.Number}",
            ["service_request_id"] = repair.Id.Value,
            ["status"] = StatusOf(step.State),
            ["updated_datetime"] = Instant(step.At),
            ["description"] = Join(RepairWords.Of(step.State).ToString(), PublicNote(step)),
            ["media_url"] = null,
        }));

    /// <summary><c>closed</c> is what ended, whichever way; the notes say which.</summary>
    public static string StatusOf(RepairState state) => RepairCourse.IsOpen(state) ? "open" : "closed";

    private string Instant(DateTimeOffset at) => calendar.Local(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private string? UnitName(Repair repair) => repair.Unit is { } unit ? advisor.Units.FirstOrDefault(known => known.Id == unit)?.Name.ToString() : null;

    private static string StatusNotes(Repair repair) => Join(
        RepairWords.Of(repair.State).ToString(),
        repair.State switch
        {
            RepairState.Duplicate => $"#{repair.DuplicateOf}",
            RepairState.Done or RepairState.Confirmed => PublicNote(repair.Steps.Last(step => step.Kind == RepairStepKind.Finished)),
            RepairState.Refused => PublicNote(repair.Steps.Last(step => step.Kind == RepairStepKind.Refused)),
            _ => "",
        });

    // What is written to whoever reported it, when it ends: what was done, or why not and where to turn. Other remarks are the workers' own.
    private static string PublicNote(RepairStep step) => step.Kind switch
    {
        RepairStepKind.Finished => PersonalText.PublicPlace(step.Note),
        RepairStepKind.Refused => PersonalText.PublicPlace($"{step.Note} {step.Detail}"),
        _ => "",
    };

    private static string Join(string state, string note) => string.IsNullOrWhiteSpace(note) ? state : $"{state}：{note.Trim()}";

    private static JsonObject Attribute(ServiceQuestion question, int order) => new()
    {
        ["variable"] = true,
        ["code"] = question.Code,
        ["datatype"] = question.Kind == QuestionKind.OneOf ? "singlevaluelist" : "string",
        ["required"] = false,
        ["datatype_description"] = null,
        ["order"] = order,
        ["description"] = question.Text.ToString(),
        ["values"] = new JsonArray([.. question.Choices.Select(choice => new JsonObject { ["key"] = choice.Key, ["name"] = choice.Name.ToString() })]),
    };
}
