using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Map;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Wall;

/// <summary>The state of the community on a display at the wall, read from across the room and touched by nobody. It shows no name, number or room.</summary>
public sealed partial class WallPage(AlertBoard board, HomeDirectory homes, WatchKeeper keeper, EstateCalendar calendar, TimeProvider time) : LiveComponent
{
    private static readonly TimeSpan CountAgain = TimeSpan.FromSeconds(5);
    private static readonly PlanShape Middle = new(1.25, int.MaxValue);

    private EstateView _view = null!;
    private EstateOutline? _laidOut;
    private EstatePlan _plan = null!;
    private DateTimeOffset _now;

    /// <summary>Whose community.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [Inject]
    private IStringLocalizer<WallText> Text { get; set; } = null!;

    [Inject]
    private IStringLocalizer<ShellText> Shell { get; set; } = null!;

    [Inject]
    private IStringLocalizer<MapText> MapText { get; set; } = null!;

    private SeverityCounts Elsewhere => _view.State.Of(EstateState.Elsewhere).Alerts;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _view = new EstateView(Me.Community, homes, keeper);
        Follow(stop => board.WatchAsync(Me.Community, stop), alerts =>
        {
            _view.Show(alerts);
            LayOut();
        });
        Follow(stop => Ticks.EveryAsync(CountAgain, time, stop), now =>
        {
            _now = now;
            _view.Count();
            LayOut();
        });
    }

    private void LayOut()
    {
        if (!ReferenceEquals(_laidOut, _view.Outline))
        {
            _laidOut = _view.Outline;
            _plan = EstatePlan.Of(_laidOut, Middle);
        }
    }
}
