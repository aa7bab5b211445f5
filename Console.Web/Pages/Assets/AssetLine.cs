using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Assets;

/// <summary>A thing as the list shows it.</summary>
/// <param name="Asset">Which.</param>
/// <param name="Place">Where.</param>
/// <param name="Open">Repairs of it that somebody has work with now.</param>
/// <param name="Year">Repairs of it reported in the past year; null until they are counted.</param>
public sealed record AssetLine(Asset Asset, string Place, int Open, int? Year)
{
    /// <summary>All of them, in the order of their codes.</summary>
    /// <param name="assets">The things.</param>
    /// <param name="buildings">The buildings they belong to.</param>
    /// <param name="board">The repairs at work; done and not confirmed ones are not counted.</param>
    /// <param name="year">Repairs of the year by code; null until they are counted.</param>
    public static IReadOnlyList<AssetLine> Of(
        IEnumerable<Asset> assets, IReadOnlyList<Building> buildings, IEnumerable<Repair> board, IReadOnlyDictionary<string, int>? year)
    {
        var open = board.Where(repair => repair.IsOpen && repair.Asset.Length > 0).CountBy(repair => repair.Asset).ToDictionary();
        return [.. assets.Select(asset => new AssetLine(asset, AssetPlaces.Of(asset, buildings), open.GetValueOrDefault(asset.Code), year is null ? null : year.GetValueOrDefault(asset.Code)))];
    }
}

/// <summary>What the list shows: part of the address, so that a view can be sent as a link.</summary>
/// <param name="Search">Words that all must stand in code, name, kind or place; null for none.</param>
/// <param name="State">One of the states below; null for what is in use.</param>
public sealed record AssetQuery(string? Search, string? State)
{
    /// <summary>In use, with repairs that are not done.</summary>
    public const string Broken = "broken";

    /// <summary>No longer there.</summary>
    public const string Retired = "retired";

    /// <summary>Those that fit.</summary>
    public List<AssetLine> Apply(IEnumerable<AssetLine> lines) => [.. lines.Where(line => IsIn(line, State) && Fits(line))];

    /// <summary>Whether the line stands under that state.</summary>
    public static bool IsIn(AssetLine line, string? state) => state switch
    {
        Retired => line.Asset.Retired,
        Broken => line is { Asset.Retired: false, Open: > 0 },
        _ => !line.Asset.Retired,
    };

    private bool Fits(AssetLine line)
    {
        var text = $"{line.Asset.Label} {line.Place} {ServiceCatalogue.Find(line.Asset.Service)?.Name}";
        return (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).All(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
