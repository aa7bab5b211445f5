using System.Runtime.CompilerServices;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Web.Access;

namespace CommunityConsole.Web.Pages.Wall;

/// <summary>The newest thing that happened to an alert.</summary>
public sealed record WallEvent(Alert Alert, AlertStep Step)
{
    /// <summary>The newest step of some alerts; null without any.</summary>
    public static WallEvent? Newest(IEnumerable<Alert> alerts) => alerts
        .Where(alert => alert.Steps.Count > 0)
        .Select(alert => new WallEvent(alert, alert.Steps[^1]))
        .MaxBy(news => (news.Step.At, news.Step.Number));

    /// <summary>The newer of two.</summary>
    public static WallEvent? Newer(WallEvent? one, WallEvent? other) => one is null || other?.Step.At >= one.Step.At ? other ?? one : one;
}

/// <summary>Follows what happens. An alert that ends leaves the board with its last step untold: that one is read from the desk.</summary>
internal sealed class WallNews(AlertBoard board, AlertDesk desk, NumbersDesk numbers)
{
    /// <summary>The newest event at once and after each change.</summary>
    public async IAsyncEnumerable<WallEvent?> WatchAsync(CurrentWorker me, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var newest = await OfTodayAsync(me, cancellation);
        IReadOnlyList<Alert> shown = [];
        await foreach (var alerts in board.WatchAsync(me.Community, cancellation))
        {
            var open = alerts.Select(alert => alert.Id).ToHashSet();
            List<Alert> ended = [];
            foreach (var gone in shown.Where(alert => !open.Contains(alert.Id)))
            {
                var found = await me.DoAsync(actor => desk.FindAsync(gone.Id, actor, cancellation));
                ended.AddRange(found.Succeeded ? [found.Value] : Array.Empty<Alert>());
            }

            newest = WallEvent.Newer(newest, WallEvent.Newest(alerts.Concat(ended)));
            shown = alerts;
            yield return newest;
        }
    }

    private async Task<WallEvent?> OfTodayAsync(CurrentWorker me, CancellationToken cancellation)
    {
        var told = await me.DoAsync(actor => numbers.ListStepsAsync(me.Community, 1, actor, cancellation));
        return told.Succeeded ? WallEvent.Newest(told.Value.Select(one => one.Alert)) : null;
    }
}
