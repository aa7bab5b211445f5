using CommunityConsole.Core.Community;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Repairs;
using CommunityConsole.Web.Pages.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Web.Tests.Pages.Repairs;

public sealed class RepairActTests
{
    public static TheoryData<RepairState, Role, string, RepairMove?> Steps => new()
    {
        // state, who looks, moves with the column each leads to, the primary one
        { RepairState.Submitted, Role.RepairWorker, "Triage>Assigned Merge", RepairMove.Triage },
        { RepairState.Submitted, Role.GridManager, "Triage>Assigned Merge Refuse", RepairMove.Triage },
        { RepairState.Triaged, Role.RepairWorker, "Triage Assign>Assigned Merge", RepairMove.Assign },
        { RepairState.Assigned, Role.RepairWorker, "Accept>InHand Merge", RepairMove.Accept },
        { RepairState.Assigned, Role.GridManager, "Accept>InHand Assign Merge Refuse", null },
        { RepairState.Accepted, Role.RepairWorker, "Start Wait>Waiting Merge", RepairMove.Start },
        { RepairState.Working, Role.RepairWorker, "Finish>ToConfirm Wait>Waiting Merge", RepairMove.Finish },
        { RepairState.Working, Role.Administrator, "Finish>ToConfirm Wait>Waiting Assign>Assigned Merge Refuse", null },
        { RepairState.Waiting, Role.RepairWorker, "Start>InHand Merge", RepairMove.Start },
        { RepairState.Done, Role.RepairWorker, "", null },
        { RepairState.Done, Role.GridManager, "Reopen>Reopened", null },
        { RepairState.Reopened, Role.RepairWorker, "Accept>InHand Merge", RepairMove.Accept },
        { RepairState.Refused, Role.RepairWorker, "", null },
        { RepairState.Refused, Role.GridManager, "Reopen>Reopened", null },
        { RepairState.Confirmed, Role.RepairWorker, "", null },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Of_AStateAndARole_AreTheLegalStepsAndTheirColumns(RepairState state, Role role, string acts, RepairMove? next)
    {
        await using var room = Fresh();
        var repair = await room.InAsync(state);

        Assert.Equal(acts, string.Join(' ', RepairAct.Of(repair, role, Ma.Id).Select(act => act.Move + (act.To is { } to ? $">{to}" : ""))));
        Assert.Equal(next, RepairAct.Next(repair, role, Ma.Id));
    }

    [Theory]
    [InlineData(RepairState.Accepted)]
    [InlineData(RepairState.Working)]
    [InlineData(RepairState.Waiting)]
    [InlineData(RepairState.Reopened)]
    public async Task Of_AColleaguesRepair_IsTakenOverBeforeAnythingIsDone(RepairState state)
    {
        await using var room = Fresh();
        var repair = await room.InAsync(state);

        Assert.Equal(["MoveTake", "MoveMerge"], RepairAct.Of(repair, Role.RepairWorker, Qin.Id).Select(act => act.Word));
    }

    [Fact]
    public async Task EveryAct_ThatIsOffered_TheDeskTakes()
    {
        foreach (var state in Enum.GetValues<RepairState>())
        {
            foreach (var actor in new[] { Ma, Qin, Zhou, Gu })
            {
                await using var probe = Fresh();
                foreach (var act in RepairAct.Of(await probe.InAsync(state), actor.Role, actor.Id))
                {
                    await using var room = Fresh();
                    var repair = await room.InAsync(state);

                    var result = await DoAsync(room, repair, act.Move, actor);

                    Assert.True(result.Succeeded, $"{act.Move} of {state} by {actor.Id}: {result.Problem?.Message.En}");
                    Assert.Equal(act.To ?? RepairColumns.Of(act.Move == RepairMove.Start ? RepairState.Working : result.Value.State), RepairColumns.Of(result.Value.State));
                }
            }
        }
    }

    private static async Task<Core.Kernel.Result<Repair>> DoAsync(RepairRoom room, Repair repair, RepairMove move, Actor actor)
    {
        var (id, desk) = (repair.Id, room.Desk);
        switch (move)
        {
            case RepairMove.Triage:
                var sorted = await desk.TriageAsync(id, new RepairTriage(ServiceCodes.Lift, SiteKind.Building), actor, default);
                return sorted.Succeeded && repair.State == RepairState.Submitted ? await desk.AssignAsync(id, null, actor.Role == Role.RepairWorker ? actor.Id : null, actor, default) : sorted;
            case RepairMove.Assign:
                return await desk.AssignAsync(id, null, actor.Role == Role.RepairWorker ? actor.Id : Qin.Id, actor, default);
            case RepairMove.Accept:
                return await desk.AcceptAsync(id, actor, default);
            case RepairMove.Start:
                return await desk.StartAsync(id, actor, default);
            case RepairMove.Wait:
                return await desk.WaitAsync(id, RepairWait.Access, room.Time.GetUtcNow().AddDays(1), "等住户回来", actor, default);
            case RepairMove.Finish:
                return await desk.FinishAsync(id, "修好了", [], actor, default);
            case RepairMove.Refuse:
                return await desk.RefuseAsync(id, "不归我们", "供水公司", actor, default);
            case RepairMove.Merge:
                return await desk.MergeAsync(id, (await room.ReportAsync()).Id, actor, default);
            default:
                return await desk.ReopenAsync(id, "再看看", actor, default);
        }
    }
}
