using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Routines;

/// <summary>The weekly list: whose routine has slowly changed, how, and the weeks before and after. It pages nobody.</summary>
public sealed partial class Routines(AlertBoard board, WatchKeeper keeper, HomeDirectory homes, EstateCalendar calendar)
{
    private IReadOnlyList<Change> _changes = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    // Newest first: last week's list is what is above.
    private void Show(IReadOnlyList<Alert> alerts) => _changes =
    [
        .. alerts.Where(alert => alert is { Kind: AnomalyKind.RoutineChange, ClearedAt: null })
            .OrderByDescending(alert => alert.DecidedAt)
            .Select(alert => new Change(alert, keeper.PictureOf(alert.Home)?.Weeks ?? [])),
    ];

    private sealed record Change(Alert Alert, IReadOnlyList<RoutineWeek> Weeks);
}
