using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Care;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>What lies behind a place of the map: its open alerts, which lead to the desk, and its homes.</summary>
public sealed partial class MapPanel(HomeDirectory homes, WatchKeeper keeper, ConsentBook consents, TimeProvider time, IStringLocalizer<MapText> text)
{
    private static readonly CareFilter Everything = new(null, null, Mine: false, "");

    private readonly HeldList<Alert, AlertId> _list = new(alert => alert.Id, TimeProvider.System);
    private HashSet<string> _keys = [];
    private IReadOnlyList<HomeInPlace> _homes = [];

    /// <summary>Which place; another place is another panel.</summary>
    [Parameter, EditorRequired]
    public required string Place { get; set; }

    /// <summary>The estate as the page sees it.</summary>
    [Parameter, EditorRequired]
    public required EstateView View { get; set; }

    /// <summary>The community's open alerts by risk.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<Alert> Alerts { get; set; }

    private IStringLocalizer<MapText> Text => text;

    private OutlineCell? Cell => View.Outline.Cells.FirstOrDefault(cell => cell.Key == Place);

    private OutlineBuilding? Building => View.Outline.Cells.SelectMany(cell => cell.Buildings).FirstOrDefault(building => building.Key == Place);

    private bool OfCell => Cell is not null;

    private string Name => (Cell, Building) switch
    {
        ({ } cell, _) => cell.Name.Length > 0 ? cell.Name : text["NoCell"],
        (_, { } building) => building.Name.Length > 0 ? building.Name : text["NoBuilding"],
        _ => text["Elsewhere"],
    };

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _keys = (Cell, Building) switch
        {
            ({ } cell, _) => cell.Buildings.Select(building => building.Key).Append(cell.Key).ToHashSet(),
            (_, not null) => [Place],
            _ => Place == EstateState.Elsewhere ? [Place] : [],
        };
        List<Alert> here = [.. Alerts.Where(alert => _keys.Contains(View.State.PlaceOf(alert)))];
        _list.Update(here);
        var gravest = here.Where(alert => alert.Area is null).GroupBy(alert => alert.Home).ToDictionary(group => group.Key, group => (Severity?)group.Max(SeverityCounts.WeightOf));

        // By address and not by what is the matter: a row under the pointer must not move.
        _homes =
        [
            .. View.Homes.Where(home => _keys.Contains(EstateOutline.KeyOf(home)))
                .Select(home => new HomeInPlace(home, gravest.GetValueOrDefault(home.Id), keeper.StateOf(home.Id), consents.Of(home.Id).StateAt(time.GetUtcNow())))
                .Where(line => !OfCell || line.Gravest is not null || line.Watch == WatchState.Unwatched)
                .OrderBy(line => line.Home.Address.Building, EstateOutline.Natural)
                .ThenBy(line => line.Home.Address.Unit, EstateOutline.Natural)
                .ThenBy(line => line.Home.Address.Room, EstateOutline.Natural),
        ];
    }

    private static string DeskOf(Alert alert) => Everything.Address(alert.Id);

    /// <summary>A home as the panel shows it.</summary>
    private sealed record HomeInPlace(Home Home, Severity? Gravest, WatchState? Watch, ConsentState Consent)
    {
        /// <summary>Its place inside the building: 2 单元 301; all that is known where no building is.</summary>
        public string InBuilding => Home.Address.Building.Length == 0
            ? Home.Id.Home
            : (Home.Address with { BuildingName = "" }).Text.ToString().Trim(' ', ',');
    }
}
