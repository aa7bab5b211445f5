using CommunityConsole.Core.Community;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Repairs;

/// <summary>Puts down what people are to be told about repairs, and ends what no longer holds.</summary>
internal sealed class RepairTelling(RepairBoard board, RepairDispatch dispatch, NoticeOutbox outbox, StaffDirectory staff)
{
    /// <summary>How the subject of a notice about a repair begins.</summary>
    public const string Prefix = "repair:";

    /// <summary>Looks at every repair on the board and at everything told.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var calls = board.All.SelectMany(repair => RepairCalls.Of(repair, dispatch.WaitsForPerson(repair)).Select(call => (Repair: repair, Call: call))).ToList();
        var stands = calls.Select(pair => (pair.Repair.Subject, pair.Call.Stage, pair.Call.Round)).ToHashSet();
        await outbox.EndAsync(
            [.. outbox.Active.Where(notice => notice.Subject.StartsWith(Prefix, StringComparison.Ordinal) && !stands.Contains((notice.Subject, notice.Stage, notice.Round)))], cancellation);

        var told = outbox.Active.Select(notice => (notice.Subject, notice.Stage, notice.Round, notice.To)).ToHashSet();
        foreach (var (repair, call) in calls)
        {
            var drafts = ReceiversOf(call.To, repair.Community)
                .Where(person => !told.Contains((repair.Subject, call.Stage, call.Round, person.Value)))
                .Select(person => new NoticeDraft(call.Stage, person.Value, call.Text, $"/repairs/{repair.Id}")).ToList();
            if (drafts.Count > 0)
            {
                await outbox.PutAsync(repair.Community, repair.Subject, call.Round, drafts, cancellation);
            }
        }
    }

    private IEnumerable<StaffId> ReceiversOf(RepairReceivers to, string community) =>
        to.Person is { } person ? [person] : to.Roles.SelectMany(role => staff.OfRole(community, role)).Select(member => member.Id);
}
