using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Core.Care;

/// <summary>Finds what was missed: a visit stored whose alert was not told (a crash between two commits), a visit still open for a closed alert, a word on presence or a time on the shelf that has run out, a Critical alert whose visit still waits for approval.</summary>
internal sealed partial class AlertSweep(
    AlertDesk desk, AlertLedger ledger, AlertHolds holds, AlertShelves shelves, DispatchDesk dispatch, HomeDesk homes, HomeDirectory directory, ILogger<AlertSweep> logger)
{
    /// <summary>Looks at everything that is open; changes nothing that is in order. What cannot be put in order keeps nothing else from it.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await TryAsync("presence", () => homes.EndExpiredPresenceAsync(cancellation));
        foreach (var visit in await dispatch.ListBoardAsync(cancellation))
        {
            await TryAsync($"visit:{visit.Id}", () => CheckVisitAsync(visit, cancellation));
        }

        foreach (var alert in await ledger.Store.ListOpenAsync(cancellation))
        {
            await TryAsync(alert.Subject, () => CheckAlertAsync(alert, cancellation));
        }
    }

    private async Task TryAsync(string subject, Func<Task> check)
    {
        try
        {
            await check();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotInOrder(e, subject);   // the next sweep looks again
        }
    }

    private async Task CheckVisitAsync(Visit visit, CancellationToken cancellation)
    {
        if (AlertDesk.AlertOf(visit) is not { } id || await ledger.Store.FindAsync(id, cancellation) is not { } alert)
        {
            return;
        }

        if (alert.IsOpen)
        {
            await desk.FollowAsync(alert, visit, cancellation);
        }
        else if (visit.IsOpen)
        {
            await dispatch.EndAsync(visit.Subject, Actor.Program(visit.Home.Community), "预警已关闭", cancellation);
        }
    }

    private async Task CheckAlertAsync(Alert alert, CancellationToken cancellation)
    {
        // A visit that has ended is on no board: look it up by the alert.
        if (alert is { Visit: { } id, VisitEnded: false } && await dispatch.FindAsync(id, cancellation) is { } visit)
        {
            await desk.FollowAsync(alert, visit, cancellation);
            if (alert.Severity == Severity.Critical)
            {
                await dispatch.HurryAsync(id, cancellation);
            }
        }

        await shelves.AlignAsync(alert, cancellation);
        await holds.AlignAsync(alert, directory.Find(alert.Home), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Subject} could not be looked at by the sweep; the next one is in a minute.")]
    private partial void LogNotInOrder(Exception exception, string subject);
}
