using CommunityConsole.Core.Community;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.Tests.MutualHelp;
using CommunityConsole.Core.Tests.TimeBank;
using CommunityConsole.Core.TimeBank;
using static CommunityConsole.Core.Tests.MutualHelp.HelpRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>What neighbours agreed and did, over the real desk of the time bank.</summary>
public sealed class HelpHoursTests
{
    [Fact]
    public async Task HelpConfirmedByCode_MovesTheMinutes_AndARulingOnItIsFollowed()
    {
        var (bank, room) = await OpenAsync();
        var id = await FiledAsync(bank, room);

        var code = (await room.Served.ShowCodeAsync(id, Zheng, default)).Value;
        Assert.Equal(HelpState.Settled, (await room.Served.ConfirmAsync(id, code, Li, default)).Value.State);
        Assert.Equal((60, -60), await BalancesAsync(bank));

        Assert.Equal(HelpState.Disputed, (await room.Served.DisputeAsync(id, "只来了半小时", Zheng, default)).Value.State);
        var record = (await RecordsAsync(bank)).Single();
        Assert.True((await bank.Desk.RuleAsync(record, reverse: true, "查实", Zhou, default)).Succeeded);
        await room.Sweep.FollowAsync(default);

        Assert.Equal(HelpState.Reversed, room.Now(id).State);
        Assert.Equal((0, 0), await BalancesAsync(bank));
    }

    [Fact]
    public async Task WhatTheBankHasAfterACrash_IsTheSameRecord_NotAnother()
    {
        var (bank, room) = await OpenAsync();
        var id = await ServedAsync(bank, room);
        Assert.Null(await room.Bank.FileAsync(room.Now(id), Li, default));   // the request was not written any more

        Assert.Equal(HelpState.Filed, (await room.Served.FileAsync(id, Li, default)).Value.State);
        Assert.Single(await RecordsAsync(bank));
    }

    [Fact]
    public async Task MoreThanADayHolds_IsRefused_AndFewerMinutesAreFiledAfterwards()
    {
        var (bank, room) = await OpenAsync(new TimeBankOptions { MinutesPerDay = 45 });
        var id = await ServedAsync(bank, room);

        Assert.IsType<TimeDayIsFull>((await room.Served.FileAsync(id, Li, default)).Problem);
        Assert.Equal(HelpState.Filed, (await room.Served.ServeAsync(id, 45, Li, default)).Value.State);
        Assert.Equal(45, await bank.Store.LookAsync(sight => (int)sight.State.Records.Single().Value.Credited, default));
    }

    [Fact]
    public async Task WhoIsNoMember_IsToldSo_AndTheStationOpensAnAccountForSomebodyOfTheRegister()
    {
        var (bank, room) = await OpenAsync();
        Assert.IsType<TimeMemberNotFound>((await room.Desk.OfferAsync(Any with { Services = [1] }, Wu, default)).Problem);
        Assert.IsType<HelpNotValid>((await room.Desk.AskForAsync("不在册", "h1", Walk, Xu, default)).Problem);

        Assert.True((await room.Desk.AskForAsync("孙德明", "h1", Walk, Xu, default)).Succeeded);
        Assert.True((await room.Desk.AskForAsync("孙德明", "h1", Walk, Xu, default)).Succeeded);

        Assert.Equal(1944, Assert.Single(await bank.Store.LookAsync(sight => sight.People().Where(person => person.Home == "h1").ToList(), default)).BirthYear);
    }

    [Fact]
    public async Task ClerkConfirms_ForSomebodyWithoutAPhone_InTheStationsName()
    {
        var (bank, room) = await OpenAsync();
        await room.Desk.OfferAsync(Any with { Services = [1] }, Li, default);
        var id = (await room.Desk.AskForAsync("孙德明", "h1", Walk, Xu, default)).Value.Id;
        await room.Desk.ProposeAsync(id, Li.Id, Xu, default);
        await room.Desk.AgreeAsync(id, Li, default);
        Advance(bank, room);
        await room.Served.ServeAsync(id, 60, Li, default);

        Assert.Equal(HelpState.Settled, (await room.Served.ConfirmAsync(id, "本人到窗口说来过", Xu, default)).Value.State);
        Assert.Equal(60, (await BalancesAsync(bank)).Item1);
    }

    [Fact]
    public async Task Relative_IsFoundByNameAndYear_AndNotByGuessing()
    {
        var (bank, _) = await OpenAsync();
        var relatives = new TimeRelatives(bank.Store);

        Assert.True((await relatives.FindAsync(Zheng.Name, 1950, Li, default)).Succeeded);
        Assert.IsType<TimeRelativeNotFound>((await relatives.FindAsync(Zheng.Name, 1951, Li, default)).Problem);
        Assert.IsType<TimeRelativeNotFound>((await relatives.FindAsync(Li.Name, 1950, Li, default)).Problem);   // not oneself
        Assert.IsType<NotAllowed>((await relatives.FindAsync(Zheng.Name, 1950, Xu, default)).Problem);
    }

    private static async Task<(TimeRoom, HelpRoom)> OpenAsync(TimeBankOptions? policy = null)
    {
        var bank = await TimeRoom.OpenAsync(policy: policy);
        bank.Time.SetUtcNow(Noon);
        await bank.JoinAsync(Zheng);
        await bank.JoinAsync(Li);
        return (bank, new HelpRoom(bankOf: homes => new HelpHours(bank.Desk, bank.Reader, bank.Store, bank.Bell, homes, Calendar)));
    }

    private static async Task<HelpId> ServedAsync(TimeRoom bank, HelpRoom room)
    {
        await room.Desk.OfferAsync(Any with { Services = [1] }, Li, default);
        var id = (await room.AskAsync()).Value.Id;
        await room.Desk.ProposeAsync(id, Li.Id, Li, default);
        await room.Desk.AgreeAsync(id, Zheng, default);
        Advance(bank, room);
        var served = room.Now(id).Serve(60, Li, room.Time.GetUtcNow()).Value;
        await room.Store.SaveAsync(served, served.Version - 1, [], default);
        room.Board.Show([served]);
        return id;
    }

    private static async Task<HelpId> FiledAsync(TimeRoom bank, HelpRoom room)
    {
        var id = await ServedAsync(bank, room);
        Assert.Equal(HelpState.Filed, (await room.Served.FileAsync(id, Li, default)).Value.State);
        return id;
    }

    private static void Advance(TimeRoom bank, HelpRoom room)
    {
        bank.Time.Advance(TimeSpan.FromDays(3));
        room.Time.Advance(TimeSpan.FromDays(3));
    }

    private static Task<(long, long)> BalancesAsync(TimeRoom bank) => bank.Store.LookAsync(
        sight => (sight.State.Member(sight.PersonOf(Li.Id)!.Account).Balance, sight.State.Member(sight.PersonOf(Zheng.Id)!.Account).Balance), default);

    private static Task<List<Id32>> RecordsAsync(TimeRoom bank) => bank.Store.LookAsync(sight => sight.State.Records.Keys.ToList(), default);
}
