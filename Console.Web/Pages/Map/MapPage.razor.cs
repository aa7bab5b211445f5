using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Map;

/// <summary>The estate as a plan with what is the matter in each building; the place looked at stands in the address.</summary>
public sealed partial class MapPage(AlertBoard board, HomeDirectory homes, WatchKeeper keeper, TimeProvider time, IStringLocalizer<MapText> text) : LiveComponent
{
    private static readonly TimeSpan CountAgain = TimeSpan.FromSeconds(5);

    private EstateView _view = null!;
    private EstateOutline? _laidOut;
    private EstatePlan _wide = null!;
    private EstatePlan _tall = null!;
    private IReadOnlyList<Alert> _alerts = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The place looked at: <c>building:7</c>, <c>cell:g3</c> or <c>community</c>.</summary>
    [SupplyParameterFromQuery(Name = "at")]
    public string? At { get; set; }

    private IStringLocalizer<MapText> Text => text;

    private int Shelved => _alerts.Count(alert => alert.ShelvedUntil is not null);

    // From the chosen one back.
    private string AddressOf(string place) => place == At ? "/map" : $"/map?at={Uri.EscapeDataString(place)}";

    private SeverityCounts Elsewhere => _view.State.Of(EstateState.Elsewhere).Alerts;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _view = new EstateView(Me.Community, homes, keeper);
        Follow(stop => board.WatchAsync(Me.Community, stop), Show);
        Follow(stop => Ticks.EveryAsync(CountAgain, time, stop), _ => Show(_alerts));
    }

    private void Show(IReadOnlyList<Alert> alerts)
    {
        _alerts = alerts;
        _view.Show(alerts);
        if (!ReferenceEquals(_laidOut, _view.Outline))
        {
            _laidOut = _view.Outline;
            _wide = EstatePlan.Of(_laidOut, PlanShape.Wide);
            _tall = EstatePlan.Of(_laidOut, PlanShape.Tall);
        }
    }
}
