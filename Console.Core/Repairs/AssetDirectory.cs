using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>The assets in memory: asked whenever a plate is scanned and for every repair on a map.</summary>
public sealed class AssetDirectory(IAssetStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<ImmutableDictionary<(string Community, string Code), Asset>> _assets = new(ImmutableDictionary<(string, string), Asset>.Empty);

    /// <summary>Reads all of them: at the start.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var asset in await store.LoadAsync(cancellation))
        {
            Put(asset);
        }
    }

    /// <summary>The thing with that code, retired or not, however the code is written; null when there is none.</summary>
    public Asset? Find(string community, string? code) => _assets.Latest.GetValueOrDefault((community, AssetCodes.Read(code)));

    /// <summary>The thing with that code, while it is there.</summary>
    public Asset? InUse(string community, string? code) => Find(community, code) is { Retired: false } asset ? asset : null;

    /// <summary>All of a community, in the order of their codes.</summary>
    public IReadOnlyList<Asset> All(string community) => Of(_assets.Latest, community);

    /// <summary>All of a community, now and after each change.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Asset>> WatchAsync(string community, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (var all in _assets.WatchAsync(Pause, time, cancellation))
        {
            yield return Of(all, community);
        }
    }

    /// <summary>The report with what the plate says where the reporter said nothing.</summary>
    internal RepairReport Complete(RepairReport report, string community) => InUse(community, report.Asset) is not { } asset ? report : report with
    {
        Asset = asset.Code,
        Service = report.Service ?? asset.Service,
        Site = report.Site ?? asset.Site,
        Building = report.Building.Length > 0 ? report.Building : asset.Building,
        Latitude = report.Latitude ?? asset.Latitude,
        Longitude = report.Latitude is null ? asset.Longitude : report.Longitude,
    };

    /// <summary>Takes over what the store has just written.</summary>
    internal void Put(Asset asset) => _assets.Change(all => all.SetItem((asset.Community, asset.Code), asset));

    private static IReadOnlyList<Asset> Of(ImmutableDictionary<(string Community, string Code), Asset> all, string community) =>
        [.. all.Values.Where(asset => asset.Community == community).OrderBy(asset => asset.Code, StringComparer.Ordinal)];
}
