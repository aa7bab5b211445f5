using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>How the walk stands with one person.</summary>
public enum WalkStanding
{
    /// <summary>Not phoned yet.</summary>
    Waiting,

    /// <summary>The resident did not answer once and is phoned once more.</summary>
    Again,

    /// <summary>Somebody spoke with this person, or the person answered by link.</summary>
    Reached,

    /// <summary>No answer, unreachable, or somebody else's number.</summary>
    NotReached,

    /// <summary>A worker passed over this person.</summary>
    Skipped,

    /// <summary>Passed over: not at this hour. May be phoned anyway.</summary>
    OutsideHours,

    /// <summary>Passed over: the number was found to be wrong. May be phoned anyway.</summary>
    Doubtful,

    /// <summary>Passed over: no number.</summary>
    NoNumber,
}

/// <summary>What the calls have come to.</summary>
public enum WalkEnd
{
    /// <summary>Somebody is still to be phoned.</summary>
    None,

    /// <summary>Somebody said that all is well.</summary>
    Fine,

    /// <summary>Somebody said that help is needed.</summary>
    NeedsHelp,

    /// <summary>Somebody goes to look.</summary>
    SomeoneLooks,

    /// <summary>Nobody is left to be phoned: ask for a visit.</summary>
    NobodyReached,
}

/// <summary>One person of the walk.</summary>
/// <param name="Who">Whom.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Tries">How often there was no answer.</param>
/// <param name="Last">The newest call; null before the first.</param>
/// <param name="AskedAt">When the newest message with a link was sent; null where none was, or it is answered.</param>
public sealed record WalkStep(Callee Who, WalkStanding Standing, int Tries, AlertStep? Last, DateTimeOffset? AskedAt);

/// <summary>
/// Whom to phone next about an alert: a pure choice from the contacts, the estate's clock and what is on record of this
/// alert. The resident comes first, and once more: ten minutes later, or as the last one where the list is shorter than that.
/// </summary>
/// <param name="Steps">Everybody, in the order of calling.</param>
/// <param name="Next">Whom to phone now; null where the calls have come to an end.</param>
/// <param name="End">What they have come to.</param>
public sealed record ContactWalk(IReadOnlyList<WalkStep> Steps, WalkStep? Next, WalkEnd End)
{
    /// <summary>How often the resident is phoned before it counts as not reached.</summary>
    public const int ResidentTries = 2;

    /// <summary>How long after the first try the resident is phoned again before others.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>Whether somebody is sent before anybody is phoned: whoever pressed the button, or may lie helpless, needs a person at the door.</summary>
    public static bool SendsFirst(Alert alert) =>
        alert is { Area: null, IsOpen: true, SeenAtDoor: false }
        && (alert.Severity == Severity.Critical || alert.Kind == AnomalyKind.Sos)
        && alert.State is AlertState.Open or AlertState.Taken or AlertState.Contacting;

    /// <summary>The walk as of now.</summary>
    public static ContactWalk Of(Home home, Alert alert, DateTimeOffset now, EstateCalendar calendar)
    {
        var calls = CallsThatCount(alert);
        var clock = TimeOnly.FromDateTime(calendar.Local(now).DateTime);
        var steps = Callee.Of(home).Select(who => StepOf(who, calls, clock)).ToList();
        var end = EndOf(calls);
        var next = end == WalkEnd.None ? NextOf(steps, now) : null;
        return new ContactWalk(steps, next, end == WalkEnd.None && next is null ? WalkEnd.NobodyReached : end);
    }

    // What came of calls before it came again, or was put back for another to begin anew, says nothing about now. When it
    // got worse, "all is well" has been overtaken, while "no answer" has not.
    private static List<AlertStep> CallsThatCount(Alert alert)
    {
        var begun = alert.Steps.LastOrDefault(step => step.Kind is AlertStepKind.CameAgain or AlertStepKind.Reopened)?.Number ?? 0;
        var raised = alert.Steps.LastOrDefault(step => step.Kind == AlertStepKind.Raised)?.Number ?? 0;
        return
        [
            .. alert.Steps.Where(step => step.Number > begun && step.Kind is AlertStepKind.Contacted or AlertStepKind.FineAsked)
                .Where(step => step.Number > begun && (step.Number > raised || step.Detail is not (nameof(ContactOutcome.Fine) or nameof(ContactOutcome.SomeoneLooks)))),
        ];
    }

    private static WalkStep StepOf(Callee who, List<AlertStep> calls, TimeOnly clock)
    {
        var own = calls.Where(step => step.Whom == who.Id).ToList();
        var last = own.LastOrDefault(step => step.Kind == AlertStepKind.Contacted && (step.Detail != nameof(ContactOutcome.WrongNumber) || who.Doubtful));
        var tries = own.Count(step => step.Detail == nameof(ContactOutcome.NoAnswer));
        var asked = own.LastOrDefault() is { Kind: AlertStepKind.FineAsked } message ? message.At : (DateTimeOffset?)null;
        var standing = last?.Detail switch
        {
            nameof(ContactOutcome.Fine) or nameof(ContactOutcome.NeedsHelp) or nameof(ContactOutcome.SomeoneLooks) => WalkStanding.Reached,
            nameof(ContactOutcome.Skipped) => WalkStanding.Skipped,
            nameof(ContactOutcome.NoAnswer) when who.IsResident && tries < ResidentTries => WalkStanding.Again,
            not null => WalkStanding.NotReached,
            _ when who.Phone.Trim().Length == 0 => WalkStanding.NoNumber,
            _ when who.Doubtful => WalkStanding.Doubtful,
            _ when who.Hours?.Cover(clock) == false => WalkStanding.OutsideHours,
            _ => WalkStanding.Waiting,
        };
        return new WalkStep(who, standing, tries, last, asked);
    }

    // Help asked for by one person is not outweighed by another who says that all is well.
    private static WalkEnd EndOf(List<AlertStep> calls)
    {
        var words = calls.Where(step => step.Kind == AlertStepKind.Contacted).GroupBy(step => step.Whom).Select(own => own.Last().Detail).ToHashSet();
        return words.Contains(nameof(ContactOutcome.NeedsHelp)) ? WalkEnd.NeedsHelp
            : words.Contains(nameof(ContactOutcome.Fine)) ? WalkEnd.Fine
            : words.Contains(nameof(ContactOutcome.SomeoneLooks)) ? WalkEnd.SomeoneLooks
            : WalkEnd.None;
    }

    private static WalkStep? NextOf(List<WalkStep> steps, DateTimeOffset now)
    {
        var again = steps.Find(step => step.Standing == WalkStanding.Again);
        return again is { Last: { } first } && first.At + Pause <= now ? again : steps.Find(step => step.Standing == WalkStanding.Waiting) ?? again;
    }
}
