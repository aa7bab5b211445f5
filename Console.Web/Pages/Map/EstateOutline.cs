using System.Globalization;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>A building as the map needs it.</summary>
/// <param name="Key">Its area as the address of a page writes it: <c>building:7</c>.</param>
/// <param name="Name">As people say it; empty for the homes of which no building is known.</param>
public sealed record OutlineBuilding(string Key, string Name);

/// <summary>A grid cell with its buildings.</summary>
/// <param name="Key">Its area: <c>cell:g3</c>.</param>
/// <param name="Name">As people say it; empty for what lies in no known cell.</param>
/// <param name="Buildings">In natural order: 2 before 10.</param>
public sealed record OutlineCell(string Key, string Name, IReadOnlyList<OutlineBuilding> Buildings);

/// <summary>Which buildings stand in which cells, as the register says. The register knows no positions: order stands in for them.</summary>
/// <param name="Cells">In natural order; what lies in no known cell comes last.</param>
public sealed record EstateOutline(IReadOnlyList<OutlineCell> Cells)
{
    /// <summary>Numbers by their value: 2 before 10.</summary>
    public static StringComparer Natural { get; } = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    /// <summary>Nothing is registered.</summary>
    public static EstateOutline Empty { get; } = new([]);

    /// <summary>The area of the homes of which no building is known.</summary>
    public static string NoBuilding { get; } = KeyOf("", AreaKind.Building, "");

    /// <summary>Draws the outline.</summary>
    /// <param name="cells">The community's cells.</param>
    /// <param name="buildings">Its buildings.</param>
    /// <param name="homes">Its homes: one may name a building or a cell that the register lacks.</param>
    public static EstateOutline Of(IEnumerable<GridCell> cells, IEnumerable<Building> buildings, IEnumerable<Home> homes)
    {
        var names = cells.ToDictionary(cell => cell.Id.Cell, cell => cell.Name);
        var found = buildings.ToDictionary(building => building.Id, building => (Cell: building.Cell.Cell, building.Name));
        foreach (var home in homes.OrderBy(home => home.Id.Home, StringComparer.Ordinal))
        {
            found.TryAdd(home.Address.Building, home.Address.Building.Length == 0 ? ("", "") : (home.Cell.Cell, home.Address.BuildingName));
        }

        var lying = found.ToLookup(building => names.ContainsKey(building.Value.Cell) ? building.Value.Cell : "", building => (building.Key, building.Value.Name));
        var drawn = InOrder(names.Keys, id => id).Select(id => new OutlineCell(KeyOf("", AreaKind.Cell, id), names[id], In(lying[id])));
        return new([.. drawn, .. lying.Contains("") ? [new OutlineCell(KeyOf("", AreaKind.Cell, ""), "", In(lying[""]))] : Array.Empty<OutlineCell>()]);
    }

    /// <summary>The building a home is drawn in.</summary>
    public static string KeyOf(Home home) => KeyOf("", AreaKind.Building, home.Address.Building);

    /// <inheritdoc />
    public bool Equals(EstateOutline? other) =>
        other is not null && Cells.Count == other.Cells.Count
        && Cells.Zip(other.Cells).All(pair => (pair.First.Key, pair.First.Name) == (pair.Second.Key, pair.Second.Name) && pair.First.Buildings.SequenceEqual(pair.Second.Buildings));

    /// <inheritdoc />
    public override int GetHashCode() => Cells.Count;

    private static string KeyOf(string community, AreaKind kind, string name) => new AreaId(community, kind, name).Text;

    private static OutlineBuilding[] In(IEnumerable<(string Id, string Name)> buildings) =>
        [.. InOrder(buildings, building => building.Id).Select(building => new OutlineBuilding(KeyOf("", AreaKind.Building, building.Id), building.Name))];

    // Names such as 7 and 07 are alike to the natural order: the ordinal one parts them.
    private static IEnumerable<T> InOrder<T>(IEnumerable<T> all, Func<T, string> id) => all.OrderBy(id, Natural).ThenBy(id, StringComparer.Ordinal);
}
