using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>How far a check-in has come.</summary>
public enum CheckInState
{
    /// <summary>被拒绝: a code that was none, or too far away; the person may try again.</summary>
    Refused,

    /// <summary>待当面确认: the code was right, the place could not be judged.</summary>
    Waiting,

    /// <summary>已签到: counted, the points are given.</summary>
    Counted,

    /// <summary>抽查属实: drawn as a sample, and a coordinator saw the person.</summary>
    Seen,

    /// <summary>不算: a coordinator said the person was not there.</summary>
    NotThere,
}

/// <summary>One person's check-in to one activity. What a phone said is kept as inside or outside and metres, the phone as a mark of this activity; both go after a while.</summary>
public sealed record CheckIn(Guid Activity, LedgerKey Account, DateTimeOffset At)
{
    /// <summary>After so many days nothing is kept of phone and place.</summary>
    public const int KeptDays = 90;

    /// <summary>How far it has come.</summary>
    public CheckInState State { get; init; }

    /// <summary>What the position said.</summary>
    public PlaceAnswer Place { get; init; }

    /// <summary>Metres from the spot; null where nothing was said, or no longer kept.</summary>
    public int? Metres { get; init; }

    /// <summary>Marks the phone at this activity; empty where there was none, or no longer kept.</summary>
    public string Phone { get; init; } = "";

    /// <summary>How many codes that were none the person has typed so far.</summary>
    public int WrongCodes { get; init; }

    /// <summary>Whether a coordinator is asked to look.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>When the person agreed to an outside identity check, UTC; null where none was made.</summary>
    public DateTimeOffset? IdentityConsentAt { get; init; }

    /// <summary>The entry that gave the points; 0 while there is none.</summary>
    public long Entry { get; init; }

    /// <summary>The points are given.</summary>
    public bool IsCounted => State is CheckInState.Counted or CheckInState.Seen;
}

/// <summary>What a resident holds against a check-in that was not counted, and the answer.</summary>
/// <param name="Activity">About which activity.</param>
/// <param name="Account">Whose.</param>
/// <param name="Words">In the resident's words; empty once they are no longer kept.</param>
/// <param name="At">When, UTC.</param>
/// <param name="DueOn">The last of the estate's days for an answer.</param>
public sealed record PointsAppeal(Guid Activity, LedgerKey Account, string Words, DateTimeOffset At, DateOnly DueOn)
{
    /// <summary>In how many days somebody answers.</summary>
    public const int AnswerDays = 7;

    /// <summary>The answer; empty while there is none.</summary>
    public string Answer { get; init; } = "";

    /// <summary>Whether the points were given after all; null while there is no answer.</summary>
    public bool? Granted { get; init; }

    /// <summary>When it was answered, UTC.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>By whom.</summary>
    public StaffId? AnsweredBy { get; init; }

    /// <summary>Late: nobody has answered by its day.</summary>
    public bool IsLate(DateOnly today) => Granted is null && today > DueOn;
}
