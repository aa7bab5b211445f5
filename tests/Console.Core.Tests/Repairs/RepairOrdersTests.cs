using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using FsCheck;
using FsCheck.Fluent;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>Commands in any order, by several people, one after the other and at the same time. CONSOLE_ORDERS=10000 runs the full number.</summary>
public sealed class RepairOrdersTests
{
    private const int Kinds = 17;
    private static readonly int Orders = int.Parse(Environment.GetEnvironmentVariable("CONSOLE_ORDERS") ?? "30", CultureInfo.InvariantCulture);
    private static readonly Actor[] People = [Ma, Qin, Zhou, Zheng];

    [Fact]
    public void Any_OneAfterTheOther_StaysLawful() => Prop.ForAll<byte[]>(moves => RunAsync(moves, width: 1)).Check(Moves());

    [Fact]
    public void Any_AtTheSameTime_StaysLawful() => Prop.ForAll<byte[]>(moves => RunAsync(moves, width: 4)).Check(Moves());

    private static Config Moves() => Config.QuickThrowOnFailure.WithMaxTest(Orders).WithEndSize(120);

    private static async Task RunAsync(byte[] moves, int width)
    {
        await using var room = new RepairRoom();
        await room.ReportAsync();
        await room.ReportAsync(Riddle);
        await room.ReportAsync(Leak with { Asset = "lift-1" });
        foreach (var together in moves.Chunk(width))
        {
            var told = await Task.WhenAll(together.Select((move, index) => Task.Run(() => MoveAsync(room, move, index))));
            foreach (var done in told.Where(one => one.Succeeded))
            {
                var stored = (await room.Stores.Repairs.FindAsync(done.Value.Id, default))!;
                Assert.Equal(done.Value.Steps, stored.Steps.Take(done.Value.Version));   // what was answered is on record for good
            }

            await CheckAsync(room);
            room.Time.Advance(TimeSpan.FromHours(7));
        }

        Assert.True((await AuditChain.VerifyAsync(room.Stores.Audit.ReadAsync(0, default), null, default)).IsWhole);
    }

    private static async Task CheckAsync(RepairRoom room)
    {
        var page = await room.Stores.Repairs.PageAsync(new RepairQuery("demo"), default);
        Assert.Equal(page.Total, page.Items.Count);
        foreach (var repair in page.Items)
        {
            Assert.Equal(Enumerable.Range(1, repair.Version), repair.Steps.Select(step => step.Number));
            Assert.Equal(repair.Steps[^1].State, repair.State);
            Assert.All(repair.Steps.Zip(repair.Steps.Skip(1)), pair => Assert.True(IsLegal(pair.First.State, pair.Second)));
            Assert.Equal(repair.State == RepairState.Duplicate, repair.DuplicateOf is not null);
            Assert.All(repair.Reporters, reporter => Assert.Equal(
                reporter.Rating is null ? 0 : 1, repair.Steps.Count(step => step.Kind == RepairStepKind.Rated && step.Detail.StartsWith($"{reporter.Number} ", StringComparison.Ordinal))));
            Assert.Equal(repair.IsOpen || repair.State == RepairState.Done ? repair.Version : null, room.Board.Find(repair.Id)?.Version);
        }
    }

    // The table of moves is checked by hand in RepairCourseTests; here that no order of commands leaves it.
    private static bool IsLegal(RepairState before, RepairStep step) =>
        before == step.State || Enum.GetValues<RepairMove>().Any(move => RepairCourse.After(before, move) == step.State);

    private static async Task<Result<Repair>> MoveAsync(RepairRoom room, byte move, int index)
    {
        var (id, who) = (new RepairId(1 + (move % 3)), People[(move / Kinds) % People.Length]);
        var key = move % 5 == 0 ? Guid.NewGuid() : (Guid?)null;
        who = who with { CommandKey = key };
        return ((move + index) % Kinds) switch
        {
            0 => await room.Desk.TriageAsync(id, new RepairTriage(ServiceCodes.Lift, SiteKind.Building), who, default),
            1 => await room.Desk.AssignAsync(id, null, who.Id, who, default),
            2 => await room.Desk.AssignAsync(id, RepairUnits.PropertyCleaning, Ma.Id, who, default),
            3 => await room.Desk.AcceptAsync(id, who, default),
            4 => await room.Desk.StartAsync(id, who, default),
            5 => await room.Desk.WaitAsync(id, RepairWait.Parts, room.Time.GetUtcNow().AddDays(3), "等配件", who, default),
            6 => await room.Desk.FinishAsync(id, "好了", [], who, default),
            7 => await room.Reports.ConfirmAsync(id, null, Zheng, default),
            8 => await room.Reports.NotFixedAsync(id, null, "没好", [], Zheng, default),
            9 => await room.Desk.RefuseAsync(id, "不归我们", "找供水公司", who, default),
            10 => await room.Desk.MergeAsync(id, new RepairId(1 + ((move / 3) % 3)), who, default),
            11 => await room.Desk.ReopenAsync(id, "再看", who, default),
            12 => await room.Reports.RateAsync(id, null, 1 + (move % 5), "", Zheng, default),
            13 => await room.Desk.BringAsync(id, RepairView.Processing, "来了", who, default),
            14 => await room.Desk.BringAsync(id, RepairView.Completed, "修了", who, default),
            15 => (await room.Reports.JoinAsync(id, "", "我家也是", [], who, default)) is { Succeeded: true } joined ? joined.Value.Repair : new RepairMergeNotValid(),
            _ => await LookAsync(room, id),
        };
    }

    // The loop runs one look after the other, never two at once.
    private static readonly SemaphoreSlim OneLook = new(1, 1);

    private static async Task<Result<Repair>> LookAsync(RepairRoom room, RepairId id)
    {
        await OneLook.WaitAsync();
        try
        {
            await room.LookAsync();
            return (await room.Stores.Repairs.FindAsync(id, default))!;
        }
        finally
        {
            OneLook.Release();
        }
    }
}
