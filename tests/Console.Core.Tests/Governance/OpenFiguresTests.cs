using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>The figures that everybody may read.</summary>
public sealed class OpenFiguresTests
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

        var figures = RepairGroupFigures.Of("", all, room.Time.GetUtcNow());

        // Of the seven the duplicate counts with its other; answered: all but the untouched one; fixed: done and confirmed; three were ever done.
        Assert.Equal(
            (6, new CountedShare(5, 6), new CountedShare(2, 6), new CountedShare(2, 2), new CountedShare(1, 3)), (figures.Reported, figures.Answered, figures.Fixed, figures.InTime, figures.Reopened));
    }

    [Fact]
    public async Task Of_DoneAfterThePromise_IsNotInTime()
    {
        await using var room = Fresh();
        var repair = await room.InAsync(RepairState.Working);
        room.Time.Advance(TimeSpan.FromDays(30));
        var late = (await room.Desk.FinishAsync(repair.Id, "修好了", [], Ma, default)).Value;

        Assert.Equal(new CountedShare(0, 1), RepairGroupFigures.Of("", [late], room.Time.GetUtcNow()).InTime);
    }

    [Fact]
    public async Task ReportOpenly_CountsOneCommunity_AndListOpenlyNamesNobody()
    {
        await using var room = new RepairRoom();
        await room.ReportAsync();
        await room.Reports.ReportAsync(Leak with { Source = "alert:1" }, Actor.Program("demo"), default);
        var desk = new RepairNumbersDesk(room.Stores.Repairs, new(TimeZoneInfo.Utc), room.Time);

        Assert.Equal(0, (await desk.ReportOpenlyAsync(30, "neighbour", default)).Reported);
        var read = Assert.Single(await room.Reports.ListOpenlyAsync(new RepairQuery("demo"), default));   // not what a meter led to
        Assert.Equal(("", null, ""), (read.Reporters[0].Contact, read.Reporters[0].Account, read.Reporters[0].Code));
    }
}
