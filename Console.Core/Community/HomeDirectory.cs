using System.Collections.Concurrent;
using System.Collections.Immutable;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Community;

/// <summary>All homes, buildings and cells in memory: looked up on the way of every reading and by every screen.</summary>
public sealed class HomeDirectory(IHomeStore store, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly LiveView<Content> _content = new(Content.Empty);

    /// <summary>Reads everything from the store; before anything else asks.</summary>
    public async Task LoadAsync(CancellationToken cancellation) => Put(await store.LoadAsync(cancellation));

    /// <summary>The home as of now; null when it is not registered.</summary>
    public Home? Find(HomeId id) => _content.Latest.Homes.GetValueOrDefault(id);

    /// <summary>The homes of a community, in the order of their ids.</summary>
    public IReadOnlyList<Home> Homes(string community) => _content.Latest.HomesOf(community);

    /// <summary>The homes of every community about whose resident a worker has said something.</summary>
    internal IReadOnlyList<Home> WithPresence() => _content.Latest.WithPresence;

    /// <summary>The buildings of a community, in the order of their ids.</summary>
    public IReadOnlyList<Building> Buildings(string community) =>
        [.. _content.Latest.Buildings.Values.Where(building => building.Community == community).OrderBy(building => building.Id, StringComparer.Ordinal)];

    /// <summary>The building a home stands in; null where the register does not know it.</summary>
    public Building? BuildingOf(HomeId id) =>
        Find(id) is { } home ? _content.Latest.Buildings.GetValueOrDefault((id.Community, home.Address.Building)) : null;

    /// <summary>The grid cells of a community, in the order of their ids.</summary>
    public IReadOnlyList<GridCell> Cells(string community) =>
        [.. _content.Latest.Cells.Values.Where(cell => cell.Id.Community == community).OrderBy(cell => cell.Id.Cell, StringComparer.Ordinal)];

    /// <summary>An area as people say it.</summary>
    public Sentence NameOf(AreaId area)
    {
        var content = _content.Latest;
        var name = area.Kind switch
        {
            AreaKind.Building => content.Buildings.GetValueOrDefault((area.Community, area.Name))?.Name,
            AreaKind.Cell => content.Cells.GetValueOrDefault(new GridCellId(area.Community, area.Name))?.Name,
            _ => null,
        };
        return (area.Kind, name) switch
        {
            (AreaKind.Community, _) => new("整个社区", "the whole community"),
            (_, { Length: > 0 }) => new(name, name),
            (AreaKind.Building, _) => new($"{area.Name} 号楼", $"building {area.Name}"),
            _ => new($"网格 {area.Name}", $"grid cell {area.Name}"),
        };
    }

    /// <summary>The home now and after each change, for a screen; null while it is not registered.</summary>
    public async IAsyncEnumerable<Home?> WatchAsync(
        HomeId id, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Home? shown = null;
        var first = true;
        await foreach (var content in _content.WatchAsync(Pause, time, cancellation))
        {
            var home = content.Homes.GetValueOrDefault(id);
            if (first || !ReferenceEquals(home, shown))
            {
                (first, shown) = (false, home);
                yield return home;
            }
        }
    }

    /// <summary>Takes over what the store has just written.</summary>
    internal void Put(HomeRegister register) => _content.Change(content => new Content(
        content.Cells.SetItems(register.Cells.Select(cell => KeyValuePair.Create(cell.Id, cell))),
        content.Buildings.SetItems(register.Buildings.Select(building => KeyValuePair.Create((building.Community, building.Id), building))),
        content.Homes.SetItems(register.Homes.Select(home => KeyValuePair.Create(home.Id, home)))));

    private sealed record Content(
        ImmutableDictionary<GridCellId, GridCell> Cells,
        ImmutableDictionary<(string Community, string Id), Building> Buildings,
        ImmutableDictionary<HomeId, Home> Homes)
    {
        // Asked for every few seconds, while homes change a few times an hour: put together once.
        private readonly ConcurrentDictionary<string, IReadOnlyList<Home>> _ordered = new();

        public IReadOnlyList<Home> WithPresence => field ??= [.. Homes.Values.Where(home => home.Presence is not null)];

        public IReadOnlyList<Home> HomesOf(string community) => _ordered.GetOrAdd(
            community, static (name, all) => [.. all.Values.Where(home => home.Id.Community == name).OrderBy(home => home.Id.Home, StringComparer.Ordinal)], Homes);

        public static Content Empty { get; } = new(
            ImmutableDictionary<GridCellId, GridCell>.Empty,
            ImmutableDictionary<(string, string), Building>.Empty,
            ImmutableDictionary<HomeId, Home>.Empty);
    }
}
