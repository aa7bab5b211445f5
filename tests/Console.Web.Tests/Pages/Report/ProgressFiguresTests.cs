using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Pages.Report;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Report;

public sealed class ProgressFiguresTests
{
    [Fact]
    public async Task Of_CountsEachOnce_AndNeverCallsFixedWhatIsNot()
    {
        await using var room = Fresh();
        List<Repair> all = [];
        foreach (var state in new[] { RepairState.Submitted, RepairState.Assigned, RepairState.Done, RepairState.Confirmed, RepairState.Refused, RepairState.Duplicate, RepairState.Reopened })
        {
            all.Add(await room.InAsync(state));
        }

        // Of the seven the duplicate counts with its other; taken up: all but the untouched one; fixed: done and confirmed.
        Assert.Equal(new ProgressFigures(Reported: 6, Answered: 5, Fixed: 2, InTime: 2, NotFixed: 1), ProgressFigures.Of(all));
    }

    [Fact]
    public async Task Of_DoneAfterThePromise_IsNotInTime()
    {
        await using var room = Fresh();
        var repair = await room.InAsync(RepairState.Working);
        room.Time.Advance(TimeSpan.FromDays(30));
        var late = (await room.Desk.FinishAsync(repair.Id, "修好了", [], Ma, default)).Value;

        Assert.Equal(new ProgressFigures(1, 1, 1, InTime: 0, 0), ProgressFigures.Of([late]));
    }
}
