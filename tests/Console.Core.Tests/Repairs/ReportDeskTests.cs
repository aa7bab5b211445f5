using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;
using CommunityConsole.Core.Repairs;
using static CommunityConsole.Core.Tests.Repairs.RepairRoom;

namespace CommunityConsole.Core.Tests.Repairs;

/// <summary>What those who report may say, with an account, a code or a key.</summary>
public sealed class ReportDeskTests : IAsyncLifetime
{
    private readonly RepairRoom _room = RepairRoom.Fresh();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _room.DisposeAsync();

    [Fact]
    public async Task Code_LetsInItsReporterOnly_WhateverOthersTry()
    {
        var reported = (await _room.Reports.ReportAsync(Leak, Anybody, default)).Value;

        for (var guess = 0; guess < 20; guess++)
        {
            Assert.IsType<RepairNotReporter>((await _room.Reports.FindAsync(reported.Repair.Id, "AAAAAAAAAA", Anybody, default)).Problem);
        }

        Assert.Null((await _room.Reports.FindAsync(reported.Repair.Id, reported.Code!.ToLowerInvariant(), Anybody, default)).Problem);
    }

    [Fact]
    public async Task Key_OfSomebodyElse_GivesNothingAwayAndSwallowsNothing()
    {
        var keyed = Anybody with { CommandKey = Guid.NewGuid() };
        var reported = (await _room.Reports.ReportAsync(Leak, Anybody, default)).Value;
        await _room.Desk.BringAsync(reported.Repair.Id, RepairView.Completed, "好了", Ma, default);
        await _room.Reports.RateAsync(reported.Repair.Id, reported.Code, 5, "", keyed, default);

        Assert.IsType<RepairNotReporter>((await _room.Reports.RateAsync(reported.Repair.Id, "AAAAAAAAAA", 5, "", keyed, default)).Problem);
        Assert.IsType<CommandKeyReused>((await _room.Reports.ReportAsync(Leak with { Contact = "别人" }, keyed with { CommandKey = (await ReportedKeyAsync()) }, default)).Problem);
    }

    [Fact]
    public async Task Report_SameKeyAgain_IsTheSameRepairWithTheSameCode()
    {
        var keyed = Anybody with { CommandKey = Guid.NewGuid() };

        var first = (await _room.Reports.ReportAsync(Leak, keyed, default)).Value;
        var again = (await _room.Reports.ReportAsync(Leak, keyed, default)).Value;

        Assert.Equal((first.Repair.Id, first.Code), (again.Repair.Id, again.Code));
        Assert.IsType<CommandKeyReused>((await _room.Reports.ReportAsync(Riddle, keyed, default)).Problem);
    }

    [Fact]
    public async Task Rate_OnlyWhenCompleted_OnceEach_OneToFive()
    {
        var repair = await _room.InAsync(RepairState.Working);

        Assert.IsType<RepairNotCompleted>((await _room.Reports.RateAsync(repair.Id, null, 5, "", Zheng, default)).Problem);
        await _room.Desk.FinishAsync(repair.Id, "好了", [], Ma, default);
        Assert.IsType<RepairRatingNotValid>((await _room.Reports.RateAsync(repair.Id, null, 6, "", Zheng, default)).Problem);
        Assert.IsType<RepairNotReporter>((await _room.Reports.RateAsync(repair.Id, null, 5, "", Gu, default)).Problem);
        Assert.Null((await _room.Reports.RateAsync(repair.Id, null, 4, "还行", Zheng, default)).Problem);
        Assert.IsType<RepairRatedAlready>((await _room.Reports.RateAsync(repair.Id, null, 5, "", Zheng, default)).Problem);
    }

    [Fact]
    public async Task NotFixed_LongAfter_IsANewReport()
    {
        var repair = await _room.InAsync(RepairState.Done);
        _room.Time.Advance(RepairPolicy.ObjectWithin + TimeSpan.FromMinutes(1));

        Assert.IsType<RepairTooOld>((await _room.Reports.NotFixedAsync(repair.Id, null, "又漏了", [], Zheng, default)).Problem);
    }

    private async Task<Guid> ReportedKeyAsync()
    {
        var key = Guid.NewGuid();
        await _room.Reports.ReportAsync(Leak, Anybody with { CommandKey = key }, default);
        return key;
    }
}
