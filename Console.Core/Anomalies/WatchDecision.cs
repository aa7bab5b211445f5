using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>What a watch can find.</summary>
public enum AnomalyKind
{
    Inactivity,
    ContinuousWater,
    UnusualUse,
    RoutineChange,
    DoorLeftOpen,
    Sos,
    DeviceFault,
    AreaOutage,
}

/// <summary>How urgent; the order matters, a severity never falls while the alert is open.</summary>
public enum Severity
{
    /// <summary>提示: a remark that never pages.</summary>
    Notice,

    /// <summary>关注: about three false alerts per home-month.</summary>
    Attention,

    /// <summary>紧急: at most <c>Watch:FalseAlertBudget</c> false alerts per home-month.</summary>
    Urgent,

    /// <summary>危急: at most half a false alert per home-month; an SOS always.</summary>
    Critical,
}

/// <summary>What changed about a condition.</summary>
public enum DecisionChange
{
    Opened,
    Raised,
    Cleared,
}

/// <summary>A decision of a home's watch, in event time.</summary>
/// <param name="Time">The instant of event time at which the watch decided, UTC.</param>
/// <param name="Home">Whose home; <see cref="AreaId.Place"/> for an area.</param>
/// <param name="Kind">What was found.</param>
/// <param name="Cause">What makes this one condition among those of its kind: empty, a device's name, or an area.</param>
/// <param name="Severity">How urgent now.</param>
/// <param name="Change">Opened, raised or cleared.</param>
/// <param name="Opened">The time of the decision that opened it: with home, kind and cause it names the condition for good.</param>
/// <param name="Since">Start of the condition, UTC.</param>
/// <param name="Evidence">One plain sentence.</param>
public sealed record WatchDecision(
    DateTimeOffset Time,
    HomeId Home,
    AnomalyKind Kind,
    string Cause,
    Severity Severity,
    DecisionChange Change,
    DateTimeOffset Opened,
    DateTimeOffset Since,
    Sentence Evidence)
{
    /// <summary>Of an <see cref="AnomalyKind.AreaOutage"/>: where, and the homes in it. It grows: the same opening told again brings more of them.</summary>
    public OutageExtent? Extent { get; init; }
}

/// <summary>How far an outage reaches.</summary>
/// <param name="Area">Where.</param>
/// <param name="Homes">All homes that were in it, in the order of their ids.</param>
public sealed record OutageExtent(AreaId Area, IReadOnlyList<HomeId> Homes);

/// <summary>What the watches tell the features above them.</summary>
public interface IWatchFacts
{
    /// <summary>Decisions in order. After a restart some come again: the receiver must take each once (home, kind, cause, opened, change, severity).</summary>
    ValueTask DecidedAsync(IReadOnlyList<WatchDecision> decisions, CancellationToken cancellation);
}
