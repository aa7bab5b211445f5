namespace CommunityConsole.Core.Repairs;

/// <summary>A thing of the estate that breaks and carries a plate with its code: a lift, a street lamp, a pump.</summary>
/// <param name="Community">Whose.</param>
/// <param name="Code">What stands on its plate (<see cref="AssetCodes"/>); never given to another thing.</param>
public sealed record Asset(string Community, string Code)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameLength = 40;

    /// <summary>Longest place, in characters: with building and name it must fit into a repair's location.</summary>
    public const int PlaceLength = 80;

    /// <summary>What people call it: 路灯, 电梯.</summary>
    public required string Name { get; init; }

    /// <summary>What a report about it is sorted as.</summary>
    public required ServiceCode Service { get; init; }

    /// <summary>Whose ground it stands on.</summary>
    public SiteKind Site { get; init; } = SiteKind.Estate;

    /// <summary>The id of the building it belongs to; empty where there is none.</summary>
    public string Building { get; init; } = "";

    /// <summary>Where exactly, in words: 北侧, 东门口; may be empty where a building says it.</summary>
    public string Place { get; init; } = "";

    /// <summary>Degrees north, WGS 84, as of a building; null where nobody has measured it.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; init; }

    /// <summary>No longer there: its plate opens an empty report.</summary>
    public bool Retired { get; init; }

    /// <summary>Rises with each change; the store compares it before it writes.</summary>
    public int Version { get; init; }

    /// <summary>路灯 L-012.</summary>
    public string Label => $"{Name} {Code}";

    /// <summary>How audit names it.</summary>
    public string Subject => $"asset:{Community}/{Code}";
}
