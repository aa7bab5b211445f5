using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Points;
using CommunityConsole.Core.Tests.Repairs;
using Microsoft.Extensions.Logging.Abstractions;
using static CommunityConsole.Core.Tests.Points.BankRoom;

namespace CommunityConsole.Core.Tests.Governance;

/// <summary>What residents do in other features earns points, once.</summary>
public sealed class PointsRewardsTests
{
    private readonly TopicBoard _topics = new(TimeProvider.System);

    [Fact]
    public async Task AdoptedProposal_EarnsItsProposerFifty_Once_AlsoAfterARestart()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        await StartAsync(room);
        room.Time.Advance(TimeSpan.FromMinutes(10));

        _topics.Show([Adopted(5, Zheng, "")]);
        var joiner = await StartAsync(room);
        await joiner.RunAsync(default);
        await (await StartAsync(room)).RunAsync(default);

        Assert.Equal(50, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task WhatHappenedWhileTheProgramWasDown_IsRewardedWhenItStarts_ByTheRulesOfItsDay()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        await StartAsync(room);

        _topics.Show([Adopted(5, Zheng, "")]);
        room.Time.Advance(TimeSpan.FromDays(3));
        await StartAsync(room);

        var entry = await room.Store.LookAsync("demo", sight => sight.EntriesOf(zheng, long.MaxValue, 1)[0], default);
        Assert.Equal((50, Today), (entry.Points, entry.Note.On));
    }

    [Fact]
    public async Task WhatWasBeforeTheBankListened_AndWhatAClerkWroteDown_IsNotRewarded()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var (zheng, li) = (await room.JoinAsync(Zheng), await room.JoinAsync(Li));
        _topics.Show([Adopted(4, Zheng, "")]);
        room.Time.Advance(TimeSpan.FromMinutes(10));
        var joiner = await StartAsync(room);

        _topics.Show([Adopted(5, Li, "王桂英", room.Time.GetUtcNow()), Adopted(6, Li, "", room.Time.GetUtcNow(), carried: false)]);
        await joiner.RunAsync(default);

        Assert.Equal((0, 0), (await room.BalanceAsync(zheng), await room.BalanceAsync(li)));
    }

    [Fact]
    public async Task AwardTakenBack_IsNotGivenAnewByARestart()
    {
        var room = await OpenAsync(new VolatilePointsStore());
        var zheng = await room.JoinAsync(Zheng);
        await StartAsync(room);
        _topics.Show([Adopted(5, Zheng, "")]);
        await StartAsync(room);
        var entry = await room.Store.LookAsync("demo", sight => sight.Last!.Number, default);

        await room.Desk.ReverseAsync(entry, "建议是别人的", Zhou, default);
        await StartAsync(room);

        Assert.Equal(0, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task ConfirmedReport_EarnsTheFirstReporter_NotBeforeItIsConfirmed()
    {
        await using var repairs = new RepairRoom();
        var room = await OpenAsync(new VolatilePointsStore());
        var reporter = await room.JoinAsync(Zheng);
        await PublishRepairRuleAsync(room);
        await StartAsync(room, repairs);
        var done = await repairs.InAsync(RepairState.Done);
        var joiner = await StartAsync(room, repairs);
        Assert.Equal(0, await room.BalanceAsync(reporter));

        await repairs.Reports.ConfirmAsync(done.Id, null, RepairRoom.Zheng, default);
        await joiner.RunAsync(default);
        await joiner.RunAsync(default);

        Assert.Equal(5, await room.BalanceAsync(reporter));
    }

    // The joiner of a program that has just started, after its first look.
    private async Task<PointsRewards> StartAsync(BankRoom room, RepairRoom? repairs = null)
    {
        IRewardSource[] sources = repairs is null ? [new AdoptedProposals(_topics)] : [new AdoptedProposals(_topics), new ConfirmedReports(repairs.Stores.Repairs)];
        var joiner = new PointsRewards(sources, room.Store, room.Desk, room.Time, NullLogger<PointsRewards>.Instance);
        await joiner.RunAsync(default);
        return joiner;
    }

    private static Topic Adopted(int number, Actor by, string inNameOf, DateTimeOffset? at = null, bool carried = true) => Topic.Of(new TopicId(number), "demo",
    [
        new TopicStep(1, Noon.AddDays(-20), by.Id, by.Name, new TopicProposed("加装长椅", "楼下没有坐的地方", inNameOf)),
        new TopicStep(2, at ?? Noon.AddSeconds(1), Chen.Id, Chen.Name, new TopicResolved(new VoteId(number), carried ? "yes" : null)),
    ]);

    private static async Task PublishRepairRuleAsync(BankRoom room)
    {
        var past = Noon.AddDays(-40);
        var draft = Article with { From = new DateOnly(2026, 11, 1), Rules = [.. Article.Rules, new("repair", new("报修核实", "Report confirmed"), 5, PointsUnit.Time, 10)] };
        Assert.True((await room.Store.GiveAsync("demo", [sight => RulesDecisions.Publish(sight, draft, new Resolution(2, "报修也有分", true), past, Calendar.Day(past))], default))[0].Succeeded);
    }
}
