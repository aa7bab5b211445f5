using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using static CommunityConsole.Core.Tests.Council.Delegates.DelegateRoom;

namespace CommunityConsole.Core.Tests.Council.Delegates;

/// <summary>Who may write what about delegates, and what is refused.</summary>
public sealed class DelegateDeskTests
{
    [Fact]
    public async Task Course_AddedChangedEnded_EveryStepIsOnRecord()
    {
        await using var room = new DelegateRoom();
        var added = await room.AddAsync(Entry(" 王芳 ", account: "zheng"));
        var changed = (await room.Desk.ChangeAsync(added.Id, added.Version, Entry("王芳", "10", "zheng"), Admin, default)).Value;
        var ended = (await room.Desk.EndAsync(added.Id, " 搬走了 ", Chair, default)).Value;

        Assert.Equal(("王芳", "10", DelegateState.Serving), (changed.Entry.Name, changed.Entry.Building, changed.StateOn(Today)));
        Assert.Equal(((DateOnly?)Today, "搬走了", DelegateState.Over), (ended.EndedOn, ended.EndReason, ended.StateOn(Today)));
        Assert.Equal(DelegateState.Serving, ended.StateOn(Today.AddDays(-1)));
        var audit = await room.AuditAsync();
        Assert.Equal(["delegate.add", "delegate.change", "delegate.end"], audit.Select(record => record.Action));
        Assert.Equal((audit[0].Details!.After, "搬走了"), (audit[1].Details!.Before, audit[2].Details!.Reason));
        Assert.IsType<DelegateHasEnded>((await room.Desk.ChangeAsync(added.Id, ended.Version, Entry(), Chair, default)).Problem);
    }

    [Theory]
    [MemberData(nameof(EveryRole))]
    public async Task Command_ByRole_ChairAndAdministratorWrite_EverybodyReads(Role role)
    {
        await using var room = new DelegateRoom(2, 2, 2);
        var one = await room.AddAsync(Entry());
        var actor = Of("x", role);
        var writes = role is Role.CouncilChair or Role.Administrator;
        var problems = new[]
        {
            (await room.Desk.AddAsync(Entry("李强"), actor, default)).Problem,
            (await room.Desk.ChangeAsync(one.Id, one.Version, Entry(until: 800), actor, default)).Problem,
            (await room.Desk.EndAsync(one.Id, "搬走了", actor, default)).Problem,
            (await room.MakeUp.ReplaceAsync(Ages(1, 2, 3, 4), actor, default)).Problem,
            room.Reader.TableToReplace(GroupKind.Age, actor).Problem,
        };

        Assert.All(problems, problem => Assert.Equal(!writes, problem is Core.Kernel.NotAllowed));
        Assert.Equal(writes ? 0 : 4, (await room.AuditAsync()).Count(record => record.Result == "access.denied" && record.Actor == "x"));
        Assert.True(room.Reader.Look(actor).Succeeded);
        Assert.Equal(role != Role.CouncilChair, room.Reader.Roll(Today, actor).Problem is Core.Kernel.NotAllowed);
    }

    public static TheoryData<Role> EveryRole => [.. Enum.GetValues<Role>()];

    [Fact]
    public async Task Command_FromAnotherCommunity_IsRefusedAndSeesNothing()
    {
        await using var room = new DelegateRoom();
        var one = await room.AddAsync(Entry());

        Assert.IsType<OtherCommunity>((await room.Desk.ChangeAsync(one.Id, one.Version, Entry("李强"), Outsider, default)).Problem);
        Assert.IsType<OtherCommunity>((await room.Desk.EndAsync(one.Id, "搬走了", Outsider, default)).Problem);
        Assert.IsType<OtherCommunity>((await room.MakeUp.ReplaceAsync(Ages(1, 2, 3, 4), Outsider, default)).Problem);
        Assert.Empty(room.Reader.Look(Outsider).Value.Lines);
        Assert.Empty(room.Reader.Roll(Today, Outsider).Value);
    }

    [Fact]
    public async Task Command_SentTwice_HasOneEffectAndOneAnswer()
    {
        await using var room = new DelegateRoom();
        var keyed = Chair with { CommandKey = Guid.NewGuid() };

        var first = await room.Desk.AddAsync(Entry(), keyed, default);
        var second = await room.Desk.AddAsync(Entry(), keyed, default);

        Assert.Equal(first.Value, second.Value);
        Assert.Single(room.Reader.Look(Chair).Value.Lines);
        Assert.Single(await room.AuditAsync());
    }

    [Fact]
    public async Task Change_OfWhatSomebodyElseChangedMeanwhile_IsRefused()
    {
        await using var room = new DelegateRoom();
        var one = await room.AddAsync(Entry());
        await room.Desk.ChangeAsync(one.Id, one.Version, Entry("王芳芳"), Admin, default);

        Assert.IsType<DelegateChangedMeanwhile>((await room.Desk.ChangeAsync(one.Id, one.Version, Entry("王方"), Chair, default)).Problem);
        Assert.Equal("王芳芳", room.Reader.Look(Chair).Value.Lines[0].Name);
    }

    [Fact]
    public async Task Entry_ThatCannotBe_IsRefusedWithAReason()
    {
        await using var room = new DelegateRoom();
        foreach (var wrong in new[]
        {
            Entry(" "), Entry(new string('长', 65)), Entry(building: "3"), Entry(building: "7"), Entry(from: 5, until: 4), Entry(until: 3653),
            Entry(account: "nobody"), Entry(account: "gone"), Entry(account: "song"), Entry(age: (AgeBand)9), Entry(occupation: (Occupation)9),
        })
        {
            Assert.IsType<DelegateNotValid>((await room.Desk.AddAsync(wrong, Chair, default)).Problem);
        }

        Assert.IsType<DelegateNotValid>((await room.Desk.EndAsync((await room.AddAsync(Entry())).Id, "  ", Chair, default)).Problem);
    }

    // One person must be one head on a roll.
    [Fact]
    public async Task Add_TheSamePersonInTheSameDays_IsRefused_AnotherTermIsNot()
    {
        await using var room = new DelegateRoom();
        var first = await room.AddAsync(Entry(account: "zheng", from: -10, until: 10));

        Assert.IsType<DelegateTwice>((await room.Desk.AddAsync(Entry("郑秀兰", "10", "zheng", from: 10), Chair, default)).Problem);
        Assert.IsType<DelegateTwice>((await room.Desk.AddAsync(Entry(from: 10), Chair, default)).Problem);
        await room.AddAsync(Entry("郑秀兰", "10", "zheng", from: 11));
        await room.AddAsync(Entry("王芳（3 单元）"));
        await room.Desk.EndAsync(first.Id, "换届", Chair, default);
        await room.AddAsync(Entry(from: 0));
    }

    [Fact]
    public async Task Roll_HasTheDelegatesOfThatDay_OneHeadEach()
    {
        await using var room = new DelegateRoom();
        await room.AddAsync(Entry("王芳", "2", "zheng"));
        await room.AddAsync(Entry("李强", "10"));
        await room.AddAsync(Entry("期满", "1", from: -20, until: -1));
        await room.AddAsync(Entry("将上任", "1", from: 8));
        var gone = await room.AddAsync(Entry("搬走", "1"));
        await room.Desk.EndAsync(gone.Id, "搬走了", Chair, default);

        var today = room.Reader.Roll(Today, Chair).Value;

        Assert.Equal([("王芳", "幸福里 2 号楼", 1, (StaffId?)new StaffId("zheng")), ("李强", "幸福里 10 号楼", 1, null)], today.Select(row => (row.Name, row.Place, row.Heads, row.Account)));
        Assert.Equal(["将上任", "王芳", "李强"], room.Reader.Roll(Today.AddDays(8), Chair).Value.Select(row => row.Name));
    }
}
