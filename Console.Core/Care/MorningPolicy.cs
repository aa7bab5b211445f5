using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;

namespace CommunityConsole.Core.Care;

/// <summary>Where each home stands this morning: a pure choice from what is on record and the time, so that a restart changes nothing.</summary>
public static class MorningPolicy
{
    /// <summary>Who has a home in hand and writes nothing for so long has it no more.</summary>
    public static TimeSpan InHandFor { get; } = TimeSpan.FromMinutes(15);

    /// <summary>After so many calls without answer somebody goes and looks.</summary>
    public const int CallsBeforeVisit = 2;

    /// <summary>From this age on a resident comes before younger ones.</summary>
    public const int OldAge = 80;

    /// <summary>What a person can write of a call, in the order of the keys.</summary>
    public static IReadOnlyList<MorningOutcome> Outcomes { get; } = [MorningOutcome.Fine, MorningOutcome.NoAnswer, MorningOutcome.NeedsHelp];

    /// <summary>Whether a person can write that of a home after standing at its door.</summary>
    public static bool CanBeFound(AlertOutcome found) =>
        Enum.IsDefined(found) && found is not (AlertOutcome.Restored or AlertOutcome.ClearedItself or AlertOutcome.ConsentEnded);

    /// <summary>Whether that outcome says that somebody knows how the resident is: well, helped, or seen to be out.</summary>
    public static bool IsAnswer(AlertOutcome found) => found is AlertOutcome.Fine or AlertOutcome.Helped or AlertOutcome.WasAway || IsGone(found);

    /// <summary>Whether nobody lives there any more for now: no sign is to be waited for.</summary>
    public static bool IsGone(AlertOutcome? found) => found is AlertOutcome.TakenToHospital or AlertOutcome.PassedAway;

    /// <summary>Whether an alert holds its home back: one that calls people, is neither expected to wait nor on the shelf, and is not over.</summary>
    public static bool HoldsBack(Alert alert) =>
        alert is { IsOpen: true, HeldUntil: null, ShelvedUntil: null }
        && AlertPolicy.Calls(alert.Kind, alert.Severity)
        && (alert.ClearedAt is null || !AlertPolicy.ClosesItself(alert.Kind));

    /// <summary>What a person's newest word in an alert says of the resident; null where there is none, or it was doubted since: help was asked for, or the alert was opened again.</summary>
    public static MorningAnswer? AnswerOf(Alert alert) => alert switch
    {
        { Outcome: { } outcome, ClosedAt: { } at, Steps: [.., var last] } when IsAnswer(outcome) => new MorningAnswer(last.By, last.ByName, at, alert.SeenAtDoor, outcome),
        _ => alert.Steps.LastOrDefault(step => step is { Kind: AlertStepKind.Reopened } or { Kind: AlertStepKind.Contacted, Detail: nameof(ContactOutcome.Fine) or nameof(ContactOutcome.NeedsHelp) })
            is { Kind: AlertStepKind.Contacted, Detail: nameof(ContactOutcome.Fine) } said ? new MorningAnswer(said.By, said.ByName, said.At, AtDoor: false, null) : null,
    };

    /// <summary>The home's line.</summary>
    public static MorningLine LineOf(MorningHome known, MorningSpan morning, DateTimeOffset now)
    {
        var calls = known.Calls;
        var decisive = calls.LastOrDefault(call => call.Outcome is MorningOutcome.Fine or MorningOutcome.NeedsHelp or MorningOutcome.AtDoor);
        var answer = Newest(AnswerOf(decisive), known.AlertAnswer is { } told && told.At >= morning.From ? told : null);
        var help = decisive is { Outcome: MorningOutcome.NeedsHelp } asked && !(answer?.At > asked.At);
        var holding = known.Alerts.Where(HoldsBack).ToList();
        var alert = holding.Count > 1 ? AlertPolicy.ByRisk(holding)[0] : holding.FirstOrDefault();   // most homes have none, and all are asked every two seconds
        var away = known.Home.PresenceAt(now) is { Presence: not WorkerPresence.Home } word ? word : null;
        var unwatched = (known.Sign ?? HomeSign.Unheard).State == WatchState.Unwatched;
        var signed = known.Sign?.LastSign is { } sign && sign >= morning.From && sign <= now;
        var group = alert is not null ? MorningGroup.AlertOpen
            : help ? MorningGroup.ToCall
            : away is not null || IsGone(answer?.Found) ? MorningGroup.Away
            : answer is not null ? MorningGroup.Answered
            : unwatched ? MorningGroup.Unwatched
            : signed ? MorningGroup.WithSign
            : morning.IsDue(now) ? MorningGroup.ToCall
            : MorningGroup.NotYet;
        return new MorningLine(known.Home, group)
        {
            LastSign = known.Sign?.LastSign,
            SignText = known.Sign?.Text,
            Unwatched = unwatched,
            Heard = unwatched ? known.Sign?.Heard : null,   // of others it changes with every reading
            Alert = alert?.Id,
            AlertKind = alert?.Kind,
            Answer = answer,
            Away = away,
            LastCall = calls.LastOrDefault(call => call.Outcome != MorningOutcome.Calling),
            Unanswered = calls.Count(call => call.Outcome == MorningOutcome.NoAnswer && !(call.At < decisive?.At)),
            Seen = calls is [.., var newest] ? newest.Number : 0,
            InHand = InHandOf(calls, now),
            NeedsHelp = help,
            Visit = known.Visit?.Id,
            VisitState = known.Visit?.State,
        };
    }

    /// <summary>The call that is being made at this moment; null where nobody has the home in hand.</summary>
    public static MorningCall? InHandOf(IReadOnlyList<MorningCall> calls, DateTimeOffset now) =>
        calls is [.., { Outcome: MorningOutcome.Calling } last] && now - last.At < InHandFor ? last : null;

    /// <summary>Whom to call first: who said they need help, who lives alone, who is old, who cannot be seen, then the longest without a sign.</summary>
    public static IReadOnlyList<MorningLine> ByRisk(IEnumerable<MorningLine> lines, int year) =>
    [
        .. lines
            .OrderByDescending(line => line.NeedsHelp)
            .ThenByDescending(line => line.Home.Resident.LivesAlone)
            .ThenByDescending(line => IsOld(line.Home.Resident, year))
            .ThenByDescending(line => line.Unwatched)
            .ThenBy(line => line.LastSign ?? DateTimeOffset.MinValue)
            .ThenBy(line => line.Home.Id.Home, StringComparer.Ordinal),
    ];

    /// <summary>Whether the resident is known to be that old.</summary>
    public static bool IsOld(Resident resident, int year) => resident.BirthYear is { } born && year - born >= OldAge;

    private static MorningAnswer? AnswerOf(MorningCall? call) => call switch
    {
        { Outcome: MorningOutcome.Fine } => new MorningAnswer(call.By, call.ByName, call.At, AtDoor: false, null),
        { Outcome: MorningOutcome.AtDoor, Found: { } found } when IsAnswer(found) => new MorningAnswer(call.By, call.ByName, call.At, AtDoor: true, found),
        _ => null,
    };

    private static MorningAnswer? Newest(MorningAnswer? one, MorningAnswer? other) => one is null || other?.At > one.At ? other : one;
}
