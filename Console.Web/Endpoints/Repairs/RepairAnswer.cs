using System.Text.Json.Serialization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary>A repair as the public interface tells it: the fields of the article, and what else there is to know.</summary>
internal sealed record RepairAnswer
{
    public required int Id { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required string Location { get; init; }

    /// <summary>Only for those who handle repairs, and for who gave it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contact { get; init; }

    /// <summary><c>pending</c>, <c>processing</c>, <c>completed</c>.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notes { get; init; }

    /// <summary>The caller's own rating; for who handles repairs the first reporter's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Rating { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Comment { get; init; }

    /// <summary>The state of the full life cycle: <c>submitted</c> ... <c>reopened</c>.</summary>
    public required string State { get; init; }

    /// <summary>How it ended: <c>done</c>, <c>confirmed</c>, <c>refused</c>, <c>duplicate</c>; only when completed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outcome { get; init; }

    /// <summary>Of a refused one: where to turn.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? WhereToTurn { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? DuplicateOf { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Service { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Unit { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How many reported it.</summary>
    public required int Reporters { get; init; }

    /// <summary>Given once, to who reports without an account: needed to look it up, confirm and rate.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Code { get; init; }

    /// <summary>As that person may see it.</summary>
    /// <param name="repair">As stored.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="own">The caller's entry among the reporters; null for others.</param>
    /// <param name="code">To be told this once.</param>
    public static RepairAnswer Of(Repair repair, Actor actor, RepairReporter? own = null, string? code = null)
    {
        var handles = RepairRights.Table.Allows(RepairCommand.SeeContact, actor.Role);
        var reporter = own ?? repair.Reporters.FirstOrDefault(one => one.Account == actor.Id && actor.Id != Actor.LinkId);
        var rated = reporter ?? (handles ? repair.Reporters.FirstOrDefault(one => one.Rating is not null) : null);
        return new RepairAnswer
        {
            Id = repair.Id.Value,
            Title = Shown(repair.Title),
            Description = Shown(repair.Description),
            Location = handles || reporter is not null ? repair.Location : PersonalText.PublicPlace(repair.Location),
            Contact = handles ? (repair.Reporters is [var first, ..] ? first.Contact : "") : reporter?.Contact,
            Status = RepairViews.TextOf(repair.View),
            CreatedAt = repair.CreatedAt,
            UpdatedAt = repair.UpdatedAt,
            Notes = repair.Notes.Length > 0 ? Shown(repair.Notes) : null,
            Rating = rated?.Rating,
            Comment = rated?.Rating is null ? null : rated.Comment,
            State = Text(repair.State),
            Outcome = repair.View == RepairView.Completed ? Text(repair.State) : null,
            WhereToTurn = repair.WhereToTurn.Length > 0 ? repair.WhereToTurn : null,
            DuplicateOf = repair.DuplicateOf?.Value,
            Service = repair.Service?.Value,
            Unit = repair.Unit?.Value,
            DueAt = repair.DueAt,
            Reporters = repair.Reporters.Count,
            Code = code,
        };

        string Shown(string text) => handles || reporter is not null ? text : PersonalText.Masked(text);
    }

    private static string Text(RepairState state) => state.ToString().ToLowerInvariant();
}

/// <summary>A page of repairs: the article's fields.</summary>
internal sealed record RepairList(int Total, int Page, int Limit, IReadOnlyList<RepairAnswer> Data);

/// <summary>The answer to a rating: the article's fields.</summary>
internal sealed record RatedAnswer(string Message, RepairAnswer Repair);
