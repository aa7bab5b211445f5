using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Repairs;

/// <summary>Puts down what people are to be told about repairs, and ends what no longer holds.</summary>
internal sealed class RepairTelling(RepairBoard board, RepairDispatch dispatch, NoticeOutbox outbox, RepairPeople people, TimeProvider time)
{
    /// <summary>How the subject of a notice about a repair begins.</summary>
    public const string Prefix = "repair:";

    // Told already, also by a notice that has ended since: the outbox takes nothing twice, and need not be asked at each look.
    private readonly HashSet<(string Subject, NoticeStage Stage, int Round, string To)> _told = [];

    /// <summary>Looks at every repair on the board and at everything told.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var wanted = new Dictionary<(string Subject, NoticeStage Stage, int Round, string To), (Repair Repair, RepairCall Call)>();
        var now = time.GetUtcNow();
        foreach (var repair in board.All)
        {
            foreach (var call in RepairCalls.Of(repair, dispatch.WaitsForPerson(repair), now))
            {
                foreach (var person in people.Of(call.To, repair.Community))
                {
                    wanted[(repair.Subject, call.Stage, call.Round, person.Value)] = (repair, call);
                }
            }
        }

        var active = outbox.Active.Where(notice => notice.Subject.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        await outbox.EndAsync([.. active.Where(notice => !wanted.ContainsKey(KeyOf(notice)))], cancellation);

        _told.IntersectWith(wanted.Keys);
        _told.UnionWith(active.Select(KeyOf).Where(wanted.ContainsKey));
        foreach (var group in wanted.Where(pair => !_told.Contains(pair.Key)).GroupBy(pair => (pair.Key.Subject, pair.Key.Stage, pair.Key.Round)).ToList())
        {
            var (repair, call) = group.First().Value;
            await outbox.PutAsync(
                repair.Community, repair.Subject, call.Round,
                [.. group.Select(pair => new NoticeDraft(call.Stage, pair.Key.To, call.Text, $"/repairs/{repair.Id}"))], cancellation);
            _told.UnionWith(group.Select(pair => pair.Key));
        }
    }

    private static (string Subject, NoticeStage Stage, int Round, string To) KeyOf(Notice notice) => (notice.Subject, notice.Stage, notice.Round, notice.To);
}
