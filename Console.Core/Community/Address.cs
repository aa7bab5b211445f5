using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>A home's address inside its community.</summary>
/// <param name="Building">The building's id.</param>
/// <param name="BuildingName">As people say it: 幸福里 7 号楼; up to <see cref="MaximumLength"/> characters, since a full postal address may stand here.</param>
/// <param name="Unit">Number of the entrance 单元; empty where the building has one entrance.</param>
/// <param name="Room">Room or door number.</param>
public sealed record Address(string Building, string BuildingName, string Unit, string Room)
{
    /// <summary>Longest building name. The longest real ones (autonomous county, township, village, group, building) stay under 100.</summary>
    public const int MaximumLength = 200;

    /// <summary>The whole address in one line: 幸福里 7 号楼 2 单元 301.</summary>
    public Sentence Text => Unit.Length == 0
        ? new Sentence($"{BuildingName} {Room}", $"{BuildingName}, room {Room}")
        : new Sentence($"{BuildingName} {Unit} 单元 {Room}", $"{BuildingName}, unit {Unit}, room {Room}");

    /// <summary>The way to the entrance and no further, for screens that strangers can read: 幸福里 7 号楼 2 单元; null where no building is known, since the name then is the home's own.</summary>
    public Sentence? Entrance => (Building.Length, Unit.Length) switch
    {
        (0, _) => null,
        (_, 0) => new Sentence(BuildingName, BuildingName),
        _ => new Sentence($"{BuildingName} {Unit} 单元", $"{BuildingName}, unit {Unit}"),
    };
}

/// <summary>A building of the estate.</summary>
/// <param name="Community">The community's id.</param>
/// <param name="Id">The building's id inside the community.</param>
/// <param name="Name">As people say it: 幸福里 7 号楼.</param>
/// <param name="Cell">The grid cell it belongs to.</param>
public sealed record Building(string Community, string Id, string Name, GridCellId Cell)
{
    /// <summary>Degrees north, WGS 84, as a phone finds its position; null where nobody has measured it. Coordinates taken from a Chinese map are GCJ-02 and lie some hundred metres off.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees east, WGS 84.</summary>
    public double? Longitude { get; init; }

    /// <summary>How to find it for somebody who does not know the estate: 东门进，第二个路口右转.</summary>
    public string Landmark { get; init; } = "";
}

/// <summary>A grid cell 网格: the area one grid manager answers for.</summary>
/// <param name="Id">Which cell.</param>
/// <param name="Name">As people say it: 第三网格.</param>
public sealed record GridCell(GridCellId Id, string Name);
