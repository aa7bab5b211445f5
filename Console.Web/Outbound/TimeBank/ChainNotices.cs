using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>Tells the administrators when the outbox stands still, once a day while it does, and that it is over.</summary>
internal sealed class ChainNotices(NoticeOutbox outbox, StaffDirectory staff, ITimeBankStore ledger, EstateCalendar calendar, TimeProvider time)
{
    private const string Subject = "chain:outbox";

    private DateOnly? _told;

    /// <summary>Tells what is wrong; null where nothing is.</summary>
    public async Task TellAsync(Problem? mismatch, CancellationToken cancellation)
    {
        if (mismatch is null)
        {
            var over = outbox.Active.Where(static notice => notice.Subject == Subject).ToList();
            _told = null;
            await outbox.EndAsync(over, cancellation);
            return;
        }

        var today = calendar.Day(time.GetUtcNow());
        if (_told == today)
        {
            return;
        }

        // Right after the start nobody is known yet: who is told is told in a later round.
        var administrators = staff.OfRole(ledger.Community, Role.Administrator);
        if (administrators.Count == 0)
        {
            return;
        }

        var text = new Sentence($"时间银行的链没有连对，步骤暂不上链：{mismatch.Message.Zh}", $"The time bank's chain is not the right one, steps wait: {mismatch.Message.En}");
        await outbox.PutAsync(
            ledger.Community, Subject, today.DayNumber,
            [.. administrators.Select(member => new NoticeDraft(NoticeStage.ChainStandsStill, member.Id.Value, text, "/status"))], cancellation);
        _told = today;
    }
}
