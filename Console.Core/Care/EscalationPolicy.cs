using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>A span in which something calls for somebody: it begins with a step on record and ends when somebody takes it.</summary>
/// <param name="Community">Whose people are called.</param>
/// <param name="Subject">What calls: <c>alert:...</c>, <c>visit:...</c>.</param>
/// <param name="Round">The number of the step it began with: rises each time the same thing calls again.</param>
/// <param name="Since">When it began, UTC.</param>
/// <param name="Stages">Who is told after how long.</param>
/// <param name="Except">Who cannot answer it: proposed it as false.</param>
public sealed record OpenCall(string Community, string Subject, int Round, DateTimeOffset Since, IReadOnlyList<CallStage> Stages, StaffId? Except = null);

/// <summary>A stage of a call.</summary>
/// <param name="Stage">Which.</param>
/// <param name="After">How long after the call began.</param>
public sealed record CallStage(NoticeStage Stage, TimeSpan After);

/// <summary>
/// Who is called, and when: a pure choice from what is on record and the time. Nothing is kept between two questions, so
/// a restart changes nothing.
/// </summary>
public static class EscalationPolicy
{
    /// <summary>An alert nobody has taken: the first on duty at once, the next after a minute, the supervisor after three.</summary>
    public static IReadOnlyList<CallStage> AlertStages { get; } =
    [
        new(NoticeStage.Call, TimeSpan.Zero),
        new(NoticeStage.NextCall, TimeSpan.FromSeconds(60)),
        new(NoticeStage.SupervisorCall, TimeSpan.FromSeconds(180)),
    ];

    /// <summary>A visit nobody has approved: the grid manager at once and again after three minutes, the deputy after five.</summary>
    public static IReadOnlyList<CallStage> VisitStages { get; } =
    [
        new(NoticeStage.ApprovalAsked, TimeSpan.Zero),
        new(NoticeStage.ApprovalReminder, TimeSpan.FromMinutes(3)),
        new(NoticeStage.ApprovalDeputy, TimeSpan.FromMinutes(5)),
    ];

    /// <summary>The call of an alert; null while somebody has it, it is closed, held or shelved, or is none that calls. One proposed as false calls for a second person; whoever asked for help by link is called for until somebody of the staff has acted.</summary>
    public static OpenCall? Of(Alert alert)
    {
        if (alert.HelpAsked is { } asked)
        {
            return new OpenCall(alert.Home.Community, alert.Subject, asked.Number, asked.At, AlertStages);
        }

        if (alert.HeldUntil is not null || alert.ShelvedUntil is not null || !AlertPolicy.Calls(alert.Kind, alert.Severity))
        {
            return null;
        }

        return alert.Proposal is { } proposal ? new OpenCall(alert.Home.Community, alert.Subject, proposal.Step, proposal.At, AlertStages, proposal.By)
            : alert.State == AlertState.Open && BeganOf(alert) is { } began ? new OpenCall(alert.Home.Community, alert.Subject, began.Number, began.At, AlertStages)
            : null;
    }

    /// <summary>The call of a visit; null once it is approved or was never to be. One that left without waiting is still to be approved.</summary>
    public static OpenCall? Of(Visit visit) =>
        visit.ApprovedBy is null && (visit.State == VisitState.Asked || visit.NeedsApprovalAfter)
            ? new OpenCall(visit.Home.Community, $"visit:{visit.Id}", 1, visit.AskedAt, VisitStages)
            : null;

    /// <summary>Whom to tell now: the stages whose time has come and that have told nobody yet.</summary>
    /// <param name="call">What calls.</param>
    /// <param name="team">Who is there.</param>
    /// <param name="told">What was told in this round already.</param>
    /// <param name="now">UTC.</param>
    public static IReadOnlyList<(NoticeStage Stage, StaffId To)> Due(OpenCall call, DutyTeam team, IEnumerable<Notice> told, DateTimeOffset now)
    {
        var known = told.Where(notice => notice.Round == call.Round).ToList();
        var called = known.Select(notice => new StaffId(notice.To)).ToHashSet();
        List<(NoticeStage, StaffId)> due = [];
        foreach (var stage in call.Stages.Where(stage => call.Since + stage.After <= now && !known.Exists(notice => notice.Stage == stage.Stage)))
        {
            foreach (var person in team.For(stage.Stage, called))
            {
                called.Add(person);
                due.Add((stage.Stage, person));
            }
        }

        return due;
    }

    // It began when it last became one that calls, whatever made it one: opened or raised above a remark, armed, off the
    // shelf; or when it was put back, by a person or from a proposal that somebody declined or the watch overtook. A remark
    // that is put back does not call; it does from when it is raised.
    private static AlertStep? BeganOf(Alert alert)
    {
        AlertStep? began = null;
        FalseProposal? waiting = null;
        var severity = Severity.Notice;
        var (inHand, held, shelved) = (false, false, false);
        foreach (var step in alert.Steps)
        {
            var news = step.Kind is AlertStepKind.Opened or AlertStepKind.Raised or AlertStepKind.CameAgain;
            var putBack = step.Kind is AlertStepKind.Reopened or AlertStepKind.FalseDeclined || (news && waiting is not null);
            severity = news && Enum.Parse<Severity>(step.Detail) is var told && told > severity ? told : severity;
            inHand = step.Kind == AlertStepKind.Taken || (inHand && !putBack && step.Kind != AlertStepKind.Shelved);
            held = step.Kind == AlertStepKind.Held || (held && !putBack && step.Kind != AlertStepKind.Armed);
            shelved = step.Kind == AlertStepKind.Shelved || (shelved && step.Kind is not (AlertStepKind.Unshelved or AlertStepKind.Taken));
            var calls = AlertPolicy.Calls(alert.Kind, severity) && !inHand && !held && !shelved;
            began = !calls ? null : putBack ? step : began ?? step;
            waiting = FalseProposal.After(waiting, step);
        }

        return began;
    }
}
