using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Care;

/// <summary>Keeps the lists fresh, and tells those on duty once when the hour has come and homes remain to be called.</summary>
internal sealed class MorningSweep(
    MorningBoard board, StaffDirectory staff, DutyRoster roster, NoticeOutbox outbox, EstateCalendar calendar, TimeProvider time)
{
    // A morning is told once: also when the list was empty and fills again. Kept so that the outbox need not be asked each time.
    private readonly HashSet<(string Community, string Subject)> _told = [];

    /// <summary>Looks at every community.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var community in staff.Communities)
        {
            await TellAsync(community, board.Renew(community), cancellation);
        }
    }

    private async Task TellAsync(string community, MorningList list, CancellationToken cancellation)
    {
        var subject = list.Morning.Subject;
        var calls = list is { IsReady: true, IsDue: true, Counts.ToCall: > 0 };
        await outbox.EndAsync(
            [.. outbox.Active.Where(notice => notice.Stage == NoticeStage.MorningCalls && notice.Community == community && (notice.Subject != subject || (list.IsReady && !calls)))],
            cancellation);
        if (!calls || _told.Contains((community, subject)))
        {
            return;
        }

        var team = DutyTeam.Of(roster.At(community, time.GetUtcNow()), staff.Goers(community));
        var text = Text(list.Counts, calendar.Local(time.GetUtcNow()).ToString("HH:mm", CultureInfo.InvariantCulture));
        await outbox.PutAsync(
            community, subject, 1,
            [.. team.For(NoticeStage.MorningCalls, new HashSet<StaffId>()).Select(person => new NoticeDraft(NoticeStage.MorningCalls, person.Value, text, "/morning"))],
            cancellation);
        _told.RemoveWhere(told => told.Community == community);
        _told.Add((community, subject));
    }

    // Read later too: it says at what time it was so.
    private static Sentence Text(MorningCounts counts, string at) => counts.Unwatched == 0
        ? new($"晨间平安单：{at} 时还有 {counts.ToCall} 户没有报平安，请逐户打电话。", $"Morning list: at {at} {counts.ToCall} homes had given no sign of life; please phone each of them.")
        : new(
            $"晨间平安单：{at} 时还有 {counts.ToCall} 户没有报平安，其中 {counts.Unwatched} 户失守，请逐户打电话。",
            $"Morning list: at {at} {counts.ToCall} homes had given no sign of life, {counts.Unwatched} of them unwatched; please phone each of them.");
}
