using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>Where on the plan of the estate a repair is. The plan knows buildings and cells, no distances.</summary>
public static class RepairPlace
{
    // A lamp between two buildings, a gate, a playground: further off nobody would look for it there.
    private const double Near = 200;

    /// <summary>The building it names or its thing belongs to; else the cell of the building nearest to its position; null where nothing says where it is.</summary>
    /// <param name="repair">Which.</param>
    /// <param name="asset">The thing it was reported by; null for none.</param>
    /// <param name="buildings">The buildings of its community.</param>
    public static AreaId? Of(Repair repair, Asset? asset, IReadOnlyList<Building> buildings)
    {
        var building = repair.Building.Length > 0 ? repair.Building : asset?.Building ?? "";
        if (building.Length > 0)
        {
            return new AreaId("", AreaKind.Building, building);
        }

        var (latitude, longitude) = repair.Latitude is null ? (asset?.Latitude, asset?.Longitude) : (repair.Latitude, repair.Longitude);
        if (latitude is not { } north || longitude is not { } east)
        {
            return null;
        }

        var nearest = buildings.Where(one => one.Latitude is not null && one.Longitude is not null)
            .Select(one => (one.Cell, Metres: RepairTwins.Metres(north, east, one.Latitude!.Value, one.Longitude!.Value)))
            .Where(one => one.Metres <= Near).OrderBy(one => one.Metres).FirstOrDefault();
        return nearest.Cell == default ? null : new AreaId("", AreaKind.Cell, nearest.Cell.Cell);
    }
}
