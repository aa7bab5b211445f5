using System.Text.Json;

namespace CommunityConsole.Web.Endpoints.Repairs;

/// <summary>A report as the public interface takes it.</summary>
internal sealed record ReportBody(string? Title, string? Description, string? Location, string? Contact)
{
    public string? Service { get; init; }

    public string? Building { get; init; }

    public string? Asset { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public IReadOnlyList<string>? Photos { get; init; }
}

/// <summary>A change of state: the article's fields.</summary>
internal sealed record ChangeBody(string? Status, string? Notes);

/// <summary>A rating: the article's fields, and the code of who has no account.</summary>
internal sealed record RateBody(JsonElement? Rating, string? Comment, string? Code)
{
    /// <summary>The number; null where it is none.</summary>
    public int? Stars => Rating is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var stars) ? stars : null;
}

/// <summary>What else a reporter says: it is fixed, or it is not.</summary>
internal sealed record WordBody(string? Note, string? Code)
{
    public IReadOnlyList<string>? Photos { get; init; }
}

/// <summary>The id of a photo kept: to be named with a report, an objection, a note or what shows that it is done.</summary>
internal sealed record PhotoAnswer(string Photo);
