using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Points;
using static CommunityConsole.Core.Tests.Points.BankRoom;

namespace CommunityConsole.Core.Tests.Points;

/// <summary>Who may give, take and redeem points, and by which rules.</summary>
public sealed class PointsDeskTests
{
    [Fact]
    public async Task Confirm_OncePerPersonAndOccasion_AgainAfterAReversal()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        var meeting = await room.ActivityAsync();

        var first = await room.ConfirmAsync(meeting, zheng);
        Assert.Equal(new PointsAlreadyGiven(first.Value.Entry!.Number).Message, (await room.ConfirmAsync(meeting, zheng)).Problem?.Message);
        await room.Desk.ReverseAsync(first.Value.Entry.Number, "认错了人", Zhou, default);
        Assert.IsType<PointsAlreadyUndone>((await room.Desk.ReverseAsync(first.Value.Entry.Number, "认错了人", Zhou, default)).Problem);

        Assert.True((await room.ConfirmAsync(meeting, zheng)).Succeeded);
        Assert.Equal(20, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Confirm_ByTheHour_CountsMinutes_WithinTheDaysMost()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);

        Assert.Equal(45, (await room.ConfirmAsync(await room.ActivityAsync("volunteer", 180), zheng, 90)).Value.Entry!.Points);
        Assert.Equal(180, (await room.ConfirmAsync(await room.ActivityAsync("volunteer", 360), zheng)).Value.Entry!.Points);
        Assert.Equal(new PointsDayIsFull(240), (await room.ConfirmAsync(await room.ActivityAsync("volunteer", 60), zheng)).Problem);
        Assert.Equal(225, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Confirm_OneselfOrAStranger_IsRefused_OthersOfTheSameListAreNot()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var (zheng, lin) = (await room.JoinAsync(Zheng), await room.JoinAsync(Zheng with { Id = Lin.Id }));
        var meeting = await room.ActivityAsync();

        var answers = (await room.Desk.ConfirmAsync(meeting, [(lin, null), (PointsAccounts.New(), null), (zheng, null)], Lin, default)).Value;

        Assert.IsType<PointsOwnAward>(answers[0].Problem);
        Assert.IsType<PointsMemberNotFound>(answers[1].Problem);
        Assert.True(answers[2].Succeeded);
    }

    [Fact]
    public async Task Rights_EachCommand_ByARoleWithout_IsRefusedAndOnRecord()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        var meeting = await room.ActivityAsync();

        Problem?[] refused =
        [
            (await room.Desk.ConfirmAsync(meeting, [(zheng, null)], Xu, default)).Problem,
            (await room.Desk.PlanAsync("x", "council", Noon, 60, "", Zheng, default)).Problem,
            (await room.Desk.ReverseAsync(1, "x", Lin, default)).Problem,
            (await room.Desk.RedeemForAsync(zheng, "market-10", Lin, default)).Problem,
            (await room.Desk.HonourAsync("x", Zheng, default)).Problem,
            (await room.Desk.StockAsync("market-10", 1, "", Zheng, default)).Problem,
            (await room.Desk.PublishAsync(Article, 2, Zhou, default)).Problem,
            (await room.Desk.EnrolAsync("某某", "", Zheng, default)).Problem,
            (await room.Desk.JoinAsync(Lin, default)).Problem,
            (await room.Reader.DeskAsync(Zheng, default)).Problem,
            (await room.Reader.WalletAsync(Xu, default)).Problem,
        ];

        Assert.All(refused, problem => Assert.IsType<NotAllowed>(problem));
        var log = await room.Audit.ReadAsync(0, default).ToListAsync();
        Assert.Equal(9, log.Count(record => record.Result == "access.denied"));
    }

    [Fact]
    public async Task Reverse_WhatIsSpent_IsRefused_UntilTheVoucherIsCancelled()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        await room.EarnAsync(zheng, 100);
        await room.StockAsync(1);
        var bought = (await room.Desk.RedeemAsync("market-10", Zheng, default)).Value;

        Assert.Equal(new PointsSpentAlready(0, 20), (await room.Desk.ReverseAsync(2, "记错", Zhou, default)).Problem);
        await room.Desk.CancelAsync(bought.Voucher!.CodeInGroups.ToLowerInvariant(), "不要了", Xu, default);
        Assert.True((await room.Desk.ReverseAsync(2, "记错", Zhou, default)).Succeeded);
        Assert.Equal(80, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Voucher_IsHonouredOnce_NotByAnotherCode_NotAfterItsLastDay()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        await room.EarnAsync(await room.JoinAsync(Zheng), 200);
        await room.StockAsync(5);
        await room.JoinAsync(Li);
        var (first, second) = ((await room.Desk.RedeemAsync("market-10", Zheng, default)).Value.Voucher!, (await room.Desk.RedeemAsync("market-10", Zheng, default)).Value.Voucher!);

        var keyed = Xu with { CommandKey = Guid.NewGuid() };
        Assert.True((await room.Desk.HonourAsync(first.Code, keyed, default)).Succeeded);
        Assert.True((await room.Desk.HonourAsync(first.Code, keyed, default)).Succeeded);   // the same tap
        Assert.IsType<VoucherHonoured>((await room.Desk.HonourAsync(first.Code, Xu, default)).Problem);
        Assert.IsType<VoucherHonoured>((await room.Desk.CancelOwnAsync(first.Code, Zheng, default)).Problem);
        Assert.IsType<VoucherNotFound>((await room.Desk.HonourAsync(PointsVoucher.NewCode(), Xu, default)).Problem);
        Assert.IsType<VoucherNotFound>((await room.Desk.CancelOwnAsync(second.Code, Li, default)).Problem);

        room.Time.Advance(TimeSpan.FromDays(91));
        Assert.IsType<VoucherExpired>((await room.Desk.HonourAsync(second.Code, Xu, default)).Problem);
        Assert.True((await room.Desk.CancelOwnAsync(second.Code, Zheng, default)).Succeeded);
    }

    [Fact]
    public async Task Publish_NeedsAnAdoptedResolutionAndSevenDays_OldRulesHoldUntilThen()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        var dearer = Article with { From = Today.AddDays(7), Rules = [Article.Rules[1] with { Points = 25 }] };

        Assert.IsType<PointsResolutionNeeded>((await room.Desk.PublishAsync(dearer, 3, Chen, default)).Problem);
        Assert.IsType<PointsResolutionNeeded>((await room.Desk.PublishAsync(dearer, 1, Chen, default)).Problem);
        Assert.IsType<PointsNoticeTooShort>((await room.Desk.PublishAsync(dearer with { From = Today.AddDays(6) }, 2, Chen, default)).Problem);
        Assert.True((await room.Desk.PublishAsync(dearer, 2, Chen, default)).Succeeded);

        Assert.Equal(20, (await room.ConfirmAsync(await room.ActivityAsync(), zheng)).Value.Entry!.Points);
        room.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(25, (await room.ConfirmAsync(await room.ActivityAsync(at: Noon.AddDays(7)), zheng)).Value.Entry!.Points);

        // What was done under the old rules counts by the old rules, whenever it is confirmed.
        Assert.Equal(20, (await room.ConfirmAsync(await room.ActivityAsync(at: Noon.AddDays(6)), zheng)).Value.Entry!.Points);
        Assert.Null((await room.CheckAsync()).Fault);
    }

    [Fact]
    public async Task Reward_FromAnotherFeature_ComesOnce_AndOnlyToMembers()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);

        var first = await room.Desk.RewardAsync("demo", Zheng.Id, "proposal", "topic:5", Noon, default);
        Assert.Equal(first!.Value.Value.Entry!.Number, (await room.Desk.RewardAsync("demo", Zheng.Id, "proposal", "topic:5", Noon, default))!.Value.Value.Entry!.Number);
        Assert.Null(await room.Desk.RewardAsync("demo", Li.Id, "proposal", "topic:6", Noon, default));
        Assert.Null(await room.Desk.RewardAsync("demo", Zheng.Id, "no-such-rule", "topic:7", Noon, default));
        Assert.Equal(50, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Public_ShowsRankingMasked_WithoutThoseWhoLeftIt_AndNoAccount()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        await room.EarnAsync(await room.JoinAsync(Zheng), 40);
        await room.EarnAsync(await room.JoinAsync(Li), 20);
        await room.Desk.RankAsync(true, Li, default);

        var seen = await room.Reader.PublicAsync("demo", Today.AddDays(-30), Today, long.MaxValue, Zheng.Id, default);

        Assert.Equal([new RankView(1, "郑**", 40, true)], seen.Ranking);
        Assert.Equal((4, 60, 0), (seen.Count, seen.Given, seen.Redeemed));
        Assert.Equal(2, seen.Participation[^1].Households);
        Assert.All(seen.Entries, entry => Assert.Empty(entry.Title));
    }
}
