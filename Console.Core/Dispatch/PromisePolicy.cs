using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The promise: somebody is at the door within 30 minutes of the page.</summary>
public static class PromisePolicy
{
    /// <summary>How long after the page somebody must be at the door.</summary>
    public static readonly TimeSpan Promise = TimeSpan.FromMinutes(30);

    /// <summary>The limits that shares are given for.</summary>
    public static readonly IReadOnlyList<TimeSpan> Limits = [Promise, TimeSpan.FromMinutes(45), TimeSpan.FromMinutes(60)];

    /// <summary>How many of the visits that had a promise and were not called off arrived within each limit.</summary>
    /// <param name="visits">Visits of a span of time.</param>
    /// <param name="now">A visit still under way counts from the moment its limit has passed.</param>
    public static IReadOnlyList<LimitShare> Shares(IEnumerable<Visit> visits, DateTimeOffset now)
    {
        var promised = visits.Where(Counts).Select(visit => (visit.TimeToDoor, now - visit.ClockFrom)).ToList();
        return [.. Limits.Select(limit => LimitShare.Count(limit, promised))];
    }

    /// <summary>Whether the visit is held to the promise: it had one and was not called off.</summary>
    public static bool Counts(Visit visit) => visit.PromisedBy is not null && visit.State is not (VisitState.Refused or VisitState.Withdrawn);
}
