using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Web.Pages.Wall;

/// <summary>The choices of the wall: what of all that is open can be seen from the other end of a room.</summary>
public static class WallFigures
{
    /// <summary>The alert that has called for the longest and that nobody has; null when every one is in hand. What calls nobody (a remark, a device, a resident known to be away, the shelf) leaves no one waiting.</summary>
    public static Alert? LongestUnanswered(IEnumerable<Alert> alerts) => alerts
        .Where(alert => alert is { State: AlertState.Open, HeldUntil: null, ShelvedUntil: null } && AlertPolicy.Calls(alert.Kind, alert.Severity))
        .OrderBy(alert => alert.ClockFrom)
        .ThenByDescending(alert => alert.Severity)
        .FirstOrDefault();

    /// <summary>The visits somebody asked for that are not over, the nearest promise first.</summary>
    public static IReadOnlyList<Visit> UnderWay(IEnumerable<Visit> visits) => [.. visits.Where(visit => visit.IsOpen)];
}
