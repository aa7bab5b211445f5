using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>A timeline worked out for drawing. Every x and width is in percent of the plot, every y and height in percent
/// of its lane counted from the top, so one drawing serves every screen width and font size.</summary>
/// <param name="From">Left edge, UTC.</param>
/// <param name="To">Right edge, UTC; after now where the limit of a silence lies just ahead.</param>
/// <param name="NowX">Where the present is.</param>
/// <param name="Slots">One per past hour, oldest first, without holes.</param>
/// <param name="Water">The water lane.</param>
/// <param name="Power">The energy lane.</param>
/// <param name="Marks">Lock, door, SOS and alarm marks, those of one place gathered.</param>
/// <param name="Alerts">Shaded spans, the mildest first so that the gravest lies on top.</param>
/// <param name="AlertRows">How many rows of labels the alerts need.</param>
/// <param name="Ticks">Hour lines and their labels.</param>
/// <param name="Silence">The silence so far; null where no sign of life is known.</param>
public sealed record TimelineDrawing(
    DateTimeOffset From,
    DateTimeOffset To,
    double NowX,
    IReadOnlyList<TimelineSlot> Slots,
    TimelineLane Water,
    TimelineLane Power,
    IReadOnlyList<TimelineMarkGroup> Marks,
    IReadOnlyList<TimelineAlert> Alerts,
    int AlertRows,
    IReadOnlyList<TimelineTick> Ticks,
    TimelineSilence? Silence);

/// <summary>One hour with everything known of it.</summary>
/// <param name="Start">Start of the hour, UTC.</param>
/// <param name="X">Left edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Hour">Its readings; null where none came.</param>
/// <param name="InProgress">Whether the hour is not over yet.</param>
/// <param name="Marks">Events in this hour, oldest first.</param>
public sealed record TimelineSlot(
    DateTimeOffset Start, double X, double Width, HourPicture? Hour, bool InProgress, IReadOnlyList<HomeMark> Marks);

/// <summary>One measured quantity over the span.</summary>
/// <param name="Top">The value at the top of the lane, a round number at or above everything drawn.</param>
/// <param name="Bars">One per hour that has a value.</param>
/// <param name="Line">SVG path through the hour centres in a 100 x 100 box, broken where an hour has no value.</param>
/// <param name="Band">SVG path of the expected band in a 100 x 100 box; empty where nothing is expected.</param>
/// <param name="Expected">SVG path of the expected value itself.</param>
/// <param name="Gaps">Hours without readings, neighbours joined.</param>
public sealed record TimelineLane(
    double Top, IReadOnlyList<TimelineBar> Bars, string Line, string Band, string Expected, IReadOnlyList<TimelineGap> Gaps)
{
    /// <summary>Whether the whole span has no value at all.</summary>
    public bool Empty => Bars.Count == 0;
}

/// <summary>One bar.</summary>
public sealed record TimelineBar(double X, double Width, double Y, double Height, bool InProgress);

/// <summary>A stretch without readings.</summary>
public sealed record TimelineGap(double X, double Width, int Hours);

/// <summary>Events too close together to be drawn apart; <paramref name="Lead"/> is the gravest of them.</summary>
public sealed record TimelineMarkGroup(double X, MarkShape Lead, int Count);

/// <summary>What a mark looks like; a later one is graver and hides the earlier ones of its place.</summary>
public enum MarkShape
{
    Locked,
    DoorClosed,
    DoorOpen,
    Unlocked,
    Staff,
    Alarm,
    Sos,
}

/// <summary>A shaded alert.</summary>
/// <param name="X">Left edge.</param>
/// <param name="Width">Width, at least a visible sliver.</param>
/// <param name="Row">Row of its label, 0 at the top.</param>
/// <param name="LabelAtEnd">Whether the label ends at the right edge of the span because it would not fit to the right.</param>
/// <param name="Span">The alert.</param>
public sealed record TimelineAlert(double X, double Width, int Row, bool LabelAtEnd, AlertSpan Span);

/// <summary>A vertical line of the clock.</summary>
/// <param name="X">Where.</param>
/// <param name="Local">The instant with the estate's offset.</param>
/// <param name="Midnight">Whether a day begins here.</param>
/// <param name="Labelled">Whether the hour is written.</param>
public sealed record TimelineTick(double X, DateTimeOffset Local, bool Midnight, bool Labelled);

/// <summary>The silence since the last sign of life.</summary>
/// <param name="X">The last sign; 0 when it lies before the left edge.</param>
/// <param name="SignInside">Whether the last sign lies inside the plot.</param>
/// <param name="LimitX">Where the limit lies; null when unknown or outside the plot.</param>
/// <param name="Share">How much of the limit is used up, 1 at the limit; null when no limit is known.</param>
public sealed record TimelineSilence(double X, bool SignInside, double? LimitX, double? Share);
