using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Live.Pipeline;
using CommunityConsole.Web.Outbound.TimeBank;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Status;

/// <summary>The state of the pipeline, live. A figure that is no longer measured turns grey: green is earned each second.</summary>
public sealed partial class Status(PipelineBoard board, EstateCalendar calendar, TimeProvider time, IStringLocalizer<StatusText> text) : LiveComponent
{
    private PipelineState _state = PipelineState.Empty;
    private IReadOnlyList<(StatusTile Tile, double? Value, Standing Standing)> _tiles = [];
    private Standing _worst = Standing.Stale;
    private DateTimeOffset? _newest;

    [Inject]
    private ChainBoard ChainBoard { get; set; } = null!;

    private ChainStanding Chain => ChainBoard.Latest;

    private IStringLocalizer<StatusText> Text => text;

    private EstateCalendar Calendar => calendar;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(board.WatchAsync, Judge);

        // When the measuring stops nothing rings: the page has to notice by itself.
        Follow(stop => Ticks.EveryAsync(TimeSpan.FromSeconds(2), time, stop), _ => Judge(_state));
    }

    private void Judge(PipelineState state)
    {
        _state = state;
        var now = time.GetUtcNow();
        var pace = Ticks.InRealTime(time, TimeSpan.FromSeconds(1)).TotalSeconds;
        _tiles =
        [
            .. StatusTile.All.Select(tile =>
            {
                var found = state.Find(tile.Figure);
                var age = found is { } measured ? (now - measured.At) / pace : TimeSpan.MaxValue;
                return (tile, found?.Figure.Value, tile.Judge(found?.Figure.Value, age));
            }),
        ];

        // Not knowing is worse than a slow queue: one stale figure keeps the whole page from being called good.
        _worst = _tiles.Any(t => t.Standing == Standing.Urgent) ? Standing.Urgent
            : _tiles.Any(t => t.Standing == Standing.Stale) ? Standing.Stale
            : _tiles.Max(t => t.Standing);
        _newest = state.Groups.IsEmpty ? null : state.Groups.Values.Max(group => group.At);
    }

    private static string IconOf(Standing standing) => standing switch
    {
        Standing.Good => "done",
        Standing.Attention => "attention",
        Standing.Urgent => "urgent",
        _ => "clock",
    };
}
