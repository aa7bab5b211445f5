using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>Every move from every state by every role: what is legal, and who may, is written down here a second time, on purpose.</summary>
public sealed class RepairCourseTests
{
    private static readonly Role[] Handlers = [Role.RepairWorker, Role.GridManager, Role.Administrator];
    private static readonly Role[] Leaders = [Role.GridManager, Role.Administrator];
    private static readonly Role[] Everybody = Enum.GetValues<Role>();

    // From state (row) by move (column): where to; a dot is illegal.
    private static readonly string[] Table =
    [
        "           Triage   Assign   Accept   Start   Wait    Finish Confirm   NotFixed Refuse  Merge     Reopen",
        "Submitted  Triaged  .        .        .       .       .      .         .        Refused Duplicate .",
        "Triaged    Triaged  Assigned .        .       .       .      .         .        Refused Duplicate .",
        "Assigned   .        Assigned Accepted .       .       .      .         .        Refused Duplicate .",
        "Accepted   .        Assigned .        Working Waiting .      .         .        Refused Duplicate .",
        "Working    .        Assigned .        .       Waiting Done   .         .        Refused Duplicate .",
        "Waiting    .        Assigned .        Working .       .      .         .        Refused Duplicate .",
        "Done       .        .        .        .       .       .      Confirmed Reopened .       .         Reopened",
        "Confirmed  .        .        .        .       .       .      .         Reopened .       .         Reopened",
        "Refused    .        .        .        .       .       .      .         .        .       .         Reopened",
        "Duplicate  .        .        .        .       .       .      .         .        .       .         Reopened",
        "Reopened   .        Assigned Accepted .       .       .      .         .        Refused Duplicate .",
    ];

    private static readonly Dictionary<RepairMove, Role[]> MayMove = new()
    {
        [RepairMove.Triage] = Handlers,
        [RepairMove.Assign] = Handlers,
        [RepairMove.Accept] = Handlers,
        [RepairMove.Start] = Handlers,
        [RepairMove.Wait] = Handlers,
        [RepairMove.Finish] = Handlers,
        [RepairMove.Confirm] = Everybody,
        [RepairMove.NotFixed] = Everybody,
        [RepairMove.Refuse] = Leaders,
        [RepairMove.Merge] = Handlers,
        [RepairMove.Reopen] = Leaders,
    };

    public static TheoryData<RepairState, RepairMove> Pairs
    {
        get
        {
            var data = new TheoryData<RepairState, RepairMove>();
            foreach (var state in Enum.GetValues<RepairState>())
            {
                foreach (var move in Enum.GetValues<RepairMove>())
                {
                    data.Add(state, move);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task Move_FromEveryState_ByEveryRole_OnlyTheLegalOnesGoThrough(RepairState state, RepairMove move)
    {
        foreach (var role in Everybody)
        {
            await using var room = new RepairRoom();
            var repair = await room.InAsync(state);
            var into = move == RepairMove.Merge ? (await room.ReportAsync()).Id : default;
            var actor = ActorOf(role, move);

            var result = await GiveAsync(room, repair.Id, move, into, actor);

            var stored = (await room.Stores.Repairs.FindAsync(repair.Id, default))!;
            var expected = Expected(state, move);
            var may = MayMove[move].Contains(role) && (move is not (RepairMove.Confirm or RepairMove.NotFixed) || actor.Id == Zheng.Id);
            if (!may)
            {
                Assert.NotNull(result.Problem);
                Assert.Equal((state, repair.Version), (stored.State, stored.Version));
            }
            else if (expected is { } next)
            {
                Assert.Null(result.Problem);
                Assert.Equal(next, stored.State);
            }
            else if (result.Succeeded)
            {
                Assert.Equal(repair.Version, stored.Version);   // a second tap: nothing happened
            }
            else
            {
                Assert.Equal("repair.illegal", result.Problem.Code);
                Assert.Equal((state, repair.Version), (stored.State, stored.Version));
                Assert.Contains(await room.AuditAsync(), record => record.Result == "repair.illegal");
            }
        }
    }

    [Theory]
    [InlineData(RepairState.Submitted, RepairView.Processing, Role.RepairWorker, "Triage Assign Accept Start")]
    [InlineData(RepairState.Submitted, RepairView.Completed, Role.GridManager, "Triage Assign Accept Start Finish")]
    [InlineData(RepairState.Assigned, RepairView.Processing, Role.RepairWorker, "Accept Start")]
    [InlineData(RepairState.Waiting, RepairView.Completed, Role.RepairWorker, "Start Finish")]
    [InlineData(RepairState.Reopened, RepairView.Completed, Role.Administrator, "Accept Start Finish")]
    [InlineData(RepairState.Working, RepairView.Processing, Role.RepairWorker, "")]
    [InlineData(RepairState.Refused, RepairView.Completed, Role.RepairWorker, null)]   // what was refused is not made good by a word
    [InlineData(RepairState.Confirmed, RepairView.Completed, Role.RepairWorker, "")]
    [InlineData(RepairState.Triaged, RepairView.Pending, Role.RepairWorker, "")]
    [InlineData(RepairState.Done, RepairView.Processing, Role.GridManager, "Reopen")]
    [InlineData(RepairState.Refused, RepairView.Processing, Role.Administrator, "Reopen")]
    [InlineData(RepairState.Done, RepairView.Processing, Role.RepairWorker, null)]
    [InlineData(RepairState.Working, RepairView.Pending, Role.Administrator, null)]
    [InlineData(RepairState.Confirmed, RepairView.Pending, Role.Administrator, null)]
    [InlineData(RepairState.Submitted, RepairView.Processing, Role.Resident, null)]
    public void WayTo_IsTheShortestLegalOneTheRoleMayTake(RepairState from, RepairView to, Role role, string? way) =>
        Assert.Equal(way, RepairCourse.WayTo(from, to, role) is { } moves ? string.Join(' ', moves) : null);

    private static RepairState? Expected(RepairState state, RepairMove move)
    {
        var column = Table[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList().IndexOf(move.ToString()) + 1;
        var cells = Table.Single(row => row.StartsWith(state + " ", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return cells[column] == "." ? null : Enum.Parse<RepairState>(cells[column]);
    }

    // Those who may handle act as the worker who has it; the resident is who reported it.
    private static Actor ActorOf(Role role, RepairMove move) => role switch
    {
        Role.RepairWorker => Ma,
        Role.GridManager => Zhou,
        Role.Administrator => Gu,
        Role.Resident => Zheng,
        _ => new Actor(new StaffId(role.ToString()), role.ToString(), role, "demo"),
    };

    private static Task<Result<Repair>> GiveAsync(RepairRoom room, RepairId id, RepairMove move, RepairId into, Actor actor) => move switch
    {
        RepairMove.Triage => room.Desk.TriageAsync(id, new RepairTriage(ServiceCodes.Drain, SiteKind.Building), actor, default),
        RepairMove.Assign => room.Desk.AssignAsync(id, RepairUnits.PropertyCleaning, Ma.Id, actor, default),
        RepairMove.Accept => room.Desk.AcceptAsync(id, actor, default),
        RepairMove.Start => room.Desk.StartAsync(id, actor, default),
        RepairMove.Wait => room.Desk.WaitAsync(id, RepairWait.Access, room.Time.GetUtcNow().AddDays(1), "家里没人", actor, default),
        RepairMove.Finish => room.Desk.FinishAsync(id, "修好了", [], actor, default),
        RepairMove.Confirm => room.Reports.ConfirmAsync(id, null, actor, default),
        RepairMove.NotFixed => room.Reports.NotFixedAsync(id, null, "没修好", [], actor, default),
        RepairMove.Refuse => room.Desk.RefuseAsync(id, "不归物业", "请找供水公司", actor, default),
        RepairMove.Merge => room.Desk.MergeAsync(id, into, actor, default),
        _ => room.Desk.ReopenAsync(id, "再看一次", actor, default),
    };
}
