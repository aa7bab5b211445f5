using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>How far the watch over a home can be trusted at this moment.</summary>
public enum WatchState
{
    /// <summary>Readings come, habits are still being learned; the floor rule stands in.</summary>
    Learning,

    /// <summary>Readings come and habits are known.</summary>
    Watching,

    /// <summary>No fresh readings: a device matter, never "fine".</summary>
    Unwatched,
}

/// <summary>Where the resident is believed to be.</summary>
public enum Presence
{
    Unknown,
    Home,
    Away,
}

/// <summary>One hour of a home as its page draws it; null where no reading covered the hour.</summary>
/// <param name="Start">Start of the hour, UTC.</param>
/// <param name="Litres">Water used in the hour.</param>
/// <param name="Water">What the SSA forecast expected of the water.</param>
/// <param name="WattHours">Energy used in the hour.</param>
/// <param name="Power">What the SSA forecast expected of the energy.</param>
public sealed record HourPicture(DateTimeOffset Start, double? Litres, Expectation? Water, double? WattHours, Expectation? Power);

/// <summary>A forecast with its band; same unit as the measured value.</summary>
public sealed record Expectation(double Value, double Low, double High);

/// <summary>A lock, door, SOS or device-alarm event as the timeline marks it.</summary>
public sealed record HomeMark(DateTimeOffset At, Metering.Measure Measure, long Value, string Device);

/// <summary>What a home's watch knows, for screens.</summary>
/// <param name="Home">Which home.</param>
/// <param name="At">The event time up to which the watch has seen readings, UTC.</param>
/// <param name="State">Whether it can be trusted.</param>
/// <param name="LearnedDays">Days of history behind the habits.</param>
/// <param name="Presence">Where the resident is believed to be.</param>
/// <param name="LastSign">Instant of the last true sign of life, UTC.</param>
/// <param name="LastSignText">What that sign was.</param>
/// <param name="SilenceLimit">How long a silence that began then may last before an Urgent alert.</param>
/// <param name="Hours">The last 48 hours or more, oldest first.</param>
/// <param name="Marks">Lock, door, SOS and alarm events of the same span, oldest first.</param>
public sealed record HomePicture(
    HomeId Home,
    DateTimeOffset At,
    WatchState State,
    int LearnedDays,
    Presence Presence,
    DateTimeOffset? LastSign,
    Sentence? LastSignText,
    TimeSpan? SilenceLimit,
    IReadOnlyList<HourPicture> Hours,
    IReadOnlyList<HomeMark> Marks)
{
    /// <summary>Habits of homes like this one stand in for its own.</summary>
    public bool Borrows { get; init; }

    /// <summary>Rules that are finer than what the meters can tell, and why each is not used.</summary>
    public IReadOnlyList<Sentence> Refused { get; init; } = [];

    /// <summary>The home's weeks, oldest first: what the list of changed routines draws.</summary>
    public IReadOnlyList<RoutineWeek> Weeks { get; init; } = [];
}

/// <summary>One week of a home's routine: medians of its days at home.</summary>
/// <param name="Start">Its first day, the estate's.</param>
/// <param name="Activity">Hours a day with a sign of life.</param>
/// <param name="Rising">First sign after four, minutes after midnight.</param>
/// <param name="Bedtime">Last sign before one, minutes after midnight.</param>
/// <param name="Night">Hours between midnight and four with a sign.</param>
/// <param name="Litres">Water a day.</param>
public sealed record RoutineWeek(DateOnly Start, double Activity, double Rising, double Bedtime, double Night, double Litres);
