namespace CommunityConsole.Core.Repairs;

/// <summary>What somebody reports.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Description">In the reporter's words.</param>
/// <param name="Location">Where, in the reporter's words.</param>
/// <param name="Contact">How to reach the reporter; may be empty.</param>
public sealed record RepairReport(string Title, string Description, string Location, string Contact = "")
{
    /// <summary>The service the reporter chose; null where none was.</summary>
    public ServiceCode? Service { get; init; }

    /// <summary>Whose ground, where the reporter or the asset says so.</summary>
    public SiteKind? Site { get; init; }

    /// <summary>How soon somebody must come, by the reporter's answers; the words may say more.</summary>
    public Urgency Urgency { get; init; }

    /// <summary>The building's id; empty where not known.</summary>
    public string Building { get; init; } = "";

    /// <summary>The asset's id; empty where not reported by the code on it.</summary>
    public string Asset { get; init; } = "";

    /// <summary>Degrees north, WGS 84.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; init; }

    /// <summary>What it came from, where no person reports: <c>alert:...</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>Ids of photos kept already.</summary>
    public IReadOnlyList<string> Photos { get; init; } = [];
}
