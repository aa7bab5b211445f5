using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>What is the matter where, counted afresh from the register, the open alerts and the watches. Every open alert is in one place, so that the map and the desk count the same.</summary>
public sealed class EstateState
{
    /// <summary>The place of what the map has no place for: an alert of the whole community, or of a home or area that is not registered.</summary>
    public const string Elsewhere = "community";

    private readonly Dictionary<string, BlockState> _places = new() { [Elsewhere] = BlockState.Empty };
    private readonly Dictionary<HomeId, string> _placeOf = [];

    private EstateState(EstateOutline outline)
    {
        foreach (var cell in outline.Cells)
        {
            _places.Add(cell.Key, BlockState.Empty);
            foreach (var building in cell.Buildings)
            {
                _places.Add(building.Key, BlockState.Empty);
            }
        }
    }

    /// <summary>Before anything is known.</summary>
    public static EstateState Empty { get; } = new(EstateOutline.Empty);

    /// <summary>Homes of the whole community.</summary>
    public int Homes { get; private set; }

    /// <summary>Of these without fresh readings.</summary>
    public int Unwatched { get; private set; }

    /// <summary>What is the matter in a place: a building, a cell (its own alerts only: those of its homes are in their buildings) or <see cref="Elsewhere"/>.</summary>
    public BlockState Of(string key) => _places.GetValueOrDefault(key, BlockState.Empty);

    /// <summary>The one place an alert is counted in.</summary>
    public string PlaceOf(Alert alert) => alert.Area is { } area
        ? Known(area.Text)
        : _placeOf.GetValueOrDefault(alert.Home, Elsewhere);

    /// <summary>Counts.</summary>
    /// <param name="outline">What the map shows; drawn from the same homes.</param>
    /// <param name="homes">The community's homes.</param>
    /// <param name="alerts">Its open alerts.</param>
    /// <param name="unwatched">Whether a home has no fresh readings.</param>
    public static EstateState Of(EstateOutline outline, IEnumerable<Home> homes, IReadOnlyCollection<Alert> alerts, Func<HomeId, bool> unwatched)
    {
        var state = new EstateState(outline);
        var gravest = alerts.Where(alert => alert.Area is null).GroupBy(alert => alert.Home)
            .ToDictionary(group => group.Key, group => (Severity?)group.Max(SeverityCounts.WeightOf));
        foreach (var home in homes)
        {
            var blind = unwatched(home.Id);
            var place = state._placeOf[home.Id] = EstateOutline.KeyOf(home);
            state.Change(place, found => found.With(gravest.GetValueOrDefault(home.Id), blind));
            state.Homes++;
            state.Unwatched += blind ? 1 : 0;
        }

        foreach (var alert in alerts)
        {
            state.Change(state.PlaceOf(alert), found => found.With(SeverityCounts.WeightOf(alert)));
        }

        return state;
    }

    /// <summary>Counts what is no home and no alert: each thing weighs as it says, where it says.</summary>
    /// <param name="outline">What the map shows.</param>
    /// <param name="things">Where each is, and how grave; a place the outline lacks is <see cref="Elsewhere"/>.</param>
    public static EstateState Of(EstateOutline outline, IEnumerable<(string Place, Severity Weight)> things)
    {
        var state = new EstateState(outline);
        foreach (var (place, weight) in things)
        {
            state.Change(state.Known(place), found => found.With(weight, unwatched: false).With(weight));
            state.Homes++;
        }

        return state;
    }

    /// <summary>The place itself, or <see cref="Elsewhere"/> where the map does not show it.</summary>
    public string Known(string place) => _places.ContainsKey(place) ? place : Elsewhere;

    private void Change(string place, Func<BlockState, BlockState> change) => _places[place] = change(_places[place]);
}
