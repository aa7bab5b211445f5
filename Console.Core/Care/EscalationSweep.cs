using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>Tells people what calls, and ends what calls no more.</summary>
/// <remarks>What is told is put down inside the turn of the alert's home, or of the visit's subject: once an alert is taken, nobody is told of it.</remarks>
internal sealed class EscalationSweep(
    AlertBoard alerts, AlertLedger ledger, VisitBoard visits, DispatchDesk dispatch, DutyRoster roster, StaffDirectory staff, EscalationWords words,
    NoticeOutbox outbox, TimeProvider time)
{
    /// <summary>Looks at everything that calls, and at everything told.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await EndAsync(cancellation);
        var told = outbox.Active.ToLookup(notice => notice.Subject);
        foreach (var alert in alerts.All.Where(alert => IsDue(EscalationPolicy.Of(alert), told)))
        {
            await ledger.InTurnAsync(alert.Home, () => TellAsync(alerts.Find(alert.Id), cancellation), cancellation);
        }

        foreach (var visit in visits.All.Where(visit => IsDue(EscalationPolicy.Of(visit), told)))
        {
            await dispatch.InTurnAsync(visit.Subject, () => TellAsync(visits.Find(visit.Id), cancellation), cancellation);
        }
    }

    private Task EndAsync(CancellationToken cancellation)
    {
        // Before the boards: what began to call since is not among them. The morning list and other features end their own.
        var active = outbox.Active.Where(notice => notice.Stage != NoticeStage.MorningCalls && IsOfCare(notice)).ToList();
        var calls = alerts.All.Select(EscalationPolicy.Of).Concat(visits.All.Select(EscalationPolicy.Of))
            .OfType<OpenCall>().Select(call => (call.Subject, call.Round)).ToHashSet();
        return outbox.EndAsync([.. active.Where(notice => notice.Stage == NoticeStage.FineAsked ? !Waits(notice) : !calls.Contains((notice.Subject, notice.Round)))], cancellation);
    }

    private static bool IsOfCare(Notice notice) =>
        notice.Subject.StartsWith(Alert.SubjectPrefix, StringComparison.Ordinal) || notice.Subject.StartsWith("visit:", StringComparison.Ordinal);

    // A link that is answered, too old or of a closed alert is not worth sending any more.
    private bool Waits(Notice asked) =>
        AlertDesk.AlertOf(asked.Subject) is { } id && FineLink.StateOf(alerts.Find(id), asked.To, asked.Round, asked.MadeAt + FineLink.Valid, time.GetUtcNow()) == FineLinkState.Waiting;

    private async Task TellAsync(Alert? alert, CancellationToken cancellation)
    {
        if (alert is not null && EscalationPolicy.Of(alert) is { } call)
        {
            await PutAsync(call, (stage, to) => words.Of(alert, stage, to), cancellation);
        }
    }

    private async Task TellAsync(Visit? visit, CancellationToken cancellation)
    {
        if (visit is not null && EscalationPolicy.Of(visit) is { } call)
        {
            await PutAsync(call, (stage, to) => words.Of(visit, stage, to), cancellation);
        }
    }

    private async Task PutAsync(OpenCall call, Func<NoticeStage, StaffId, NoticeDraft> draft, CancellationToken cancellation)
    {
        var drafts = Due(call, outbox.Active.Where(notice => notice.Subject == call.Subject)).Select(due => draft(due.Stage, due.To)).ToList();
        await outbox.PutAsync(call.Community, call.Subject, call.Round, drafts, cancellation);
    }

    private bool IsDue(OpenCall? call, ILookup<string, Notice> told) => call is not null && Due(call, told[call.Subject]).Count > 0;

    private IReadOnlyList<(NoticeStage Stage, StaffId To)> Due(OpenCall call, IEnumerable<Notice> told)
    {
        var now = time.GetUtcNow();
        StaffMember[] others = [.. staff.Goers(call.Community).Where(member => member.Id != call.Except)];
        return EscalationPolicy.Due(call, DutyTeam.Of(roster.At(call.Community, now), others), told, now);
    }
}
