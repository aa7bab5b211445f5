using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.TimeBank;
using static CommunityConsole.Core.Tests.TimeBank.TimeRoom;

namespace CommunityConsole.Core.Tests.TimeBank;

public sealed class TimeBankDeskTests
{
    [Fact]
    public async Task Service_FiledByTheProvider_ConfirmedAtTheStation_MovesTheMinutes()
    {
        var room = await OpenAsync();
        var (li, zheng) = (await room.JoinAsync(Li), await room.JoinAsync(Zheng));

        var record = await room.FileAsync(zheng, 90);
        Assert.Equal((0, 0), (await room.BalanceAsync(li), await room.BalanceAsync(zheng)));
        await room.Desk.ConfirmAsync(record, false, "电话里说来过了", Xu, default);

        Assert.Equal((90, -90, 0), (await room.BalanceAsync(li), await room.BalanceAsync(zheng), await room.BalanceAsync(TimeBankLimits.Pool)));
        var statement = (await room.Reader.StatementAsync(Zheng, default)).Value;
        Assert.Equal((-90, "陪伴", "李**", "电话里说来过了"), (statement.Lines[0].Change, statement.Lines[0].Service!.Zh, statement.Lines[0].With, statement.Lines[0].Text));
    }

    [Fact]
    public async Task Code_FromTheReceiversPhone_TypedByTheProvider_ConfirmsOnce()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var record = await room.FileAsync(await room.JoinAsync(Zheng));
        var shown = (await room.Desk.ShowCodeAsync(record, Zheng, default)).Value.Code!.Shown;
        var wrong = shown == "000000" ? "000001" : "000000";

        Assert.Equal(new TimeCodeWrong(4), (await room.Desk.ConfirmByCodeAsync(record, wrong, Li, default)).Problem);
        Assert.Null((await room.Desk.ConfirmByCodeAsync(record, $"{shown[..3]} {shown[3..]}", Li, default)).Problem);

        Assert.Equal(RecordStatus.Settled, await room.StatusAsync(record));
        Assert.IsType<AlreadyProcessed>((await room.Desk.ConfirmByCodeAsync(record, shown, Li, default)).Problem);
    }

    [Fact]
    public async Task Code_MistypedFiveTimes_OrTooOld_OrNotAsked_CannotConfirm()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        var (first, second) = (await room.FileAsync(zheng), await room.FileAsync(zheng));
        Assert.IsType<TimeCodeSpent>((await room.Desk.ConfirmByCodeAsync(first, "123456", Li, default)).Problem);
        var shown = (await room.Desk.ShowCodeAsync(first, Zheng, default)).Value.Code!.Shown;
        for (var tries = 0; tries < PhoneCode.MostTries; tries++)
        {
            await room.Desk.ConfirmByCodeAsync(first, "x", Li, default);
        }

        Assert.IsType<TimeCodeSpent>((await room.Desk.ConfirmByCodeAsync(first, shown, Li, default)).Problem);
        shown = (await room.Desk.ShowCodeAsync(second, Zheng, default)).Value.Code!.Shown;
        room.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.IsType<TimeCodeSpent>((await room.Desk.ConfirmByCodeAsync(second, shown, Li, default)).Problem);
    }

    [Fact]
    public async Task Code_IsForTheReceiverOnly_AndTypedByASideOnly()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        await room.JoinAsync(Wang);
        var record = await room.FileAsync(await room.JoinAsync(Zheng));

        Assert.IsType<TimeNotASide>((await room.Desk.ShowCodeAsync(record, Li, default)).Problem);
        var shown = (await room.Desk.ShowCodeAsync(record, Zheng, default)).Value.Code!.Shown;
        Assert.IsType<TimeNotASide>((await room.Desk.ConfirmByCodeAsync(record, shown, Wang, default)).Problem);
        Assert.Null((await room.Desk.ConfirmByCodeForAsync(record, shown, Xu, default)).Problem);
    }

    [Fact]
    public void Rights_NobodyFilesForOthersAndConfirms_AndWhoRulesHasDoneNeither()
    {
        foreach (var role in Enum.GetValues<Role>())
        {
            TimeBankCommand[] apart = [TimeBankCommand.File, TimeBankCommand.Confirm, TimeBankCommand.Rule];
            Assert.True(apart.Count(command => TimeBankRights.Table.Allows(command, role)) <= 1, role.ToString());
        }
    }

    [Fact]
    public async Task Confirm_ByWhoFiledIt_OrIsASide_IsRefused()
    {
        var room = await OpenAsync();
        var (li, zheng) = (await room.JoinAsync(Li), await room.JoinAsync(Zheng));
        var record = (await room.Desk.FileForAsync(new ServiceAsk(li, zheng, Company, 60, Today, ""), Lin, default)).Value.Record!.Value;

        // The social worker is a clerk today; the receiver works at the counter.
        Assert.IsType<TimeOwnRecord>((await room.Desk.ConfirmAsync(record, true, "", Lin with { Role = Role.StationClerk }, default)).Problem);
        Assert.IsType<TimeOwnRecord>((await room.Desk.ConfirmManyAsync([record], true, "", Zheng with { Role = Role.StationClerk }, default)).Problem);
        Assert.IsType<NotAllowed>((await room.Desk.ConfirmAsync(record, true, "", Lin, default)).Problem);
        Assert.Equal(RecordStatus.Filed, await room.StatusAsync(record));
    }

    [Fact]
    public async Task SameCommandAgain_HasNoSecondEffect()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        await room.ServeAsync(zheng, 100);
        var (file, give) = (Li with { CommandKey = Guid.NewGuid() }, Li with { CommandKey = Guid.NewGuid() });

        var first = await room.Desk.FileAsync(zheng, Company, 30, Today, "", file, default);
        var again = await room.Desk.FileAsync(zheng, Company, 30, Today, "", file, default);
        await room.Desk.TransferAsync(zheng, 40, "母亲", give, default);
        var given = await room.Desk.TransferAsync(zheng, 40, "母亲", give, default);

        Assert.Equal(first.Value.Record, again.Value.Record);
        Assert.True(again.Value.IsThere && given.Value.IsThere);
        Assert.Equal(-60, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Policy_DayAndTotalCaps_CountWhatWaitsToo()
    {
        var room = await OpenAsync(policy: new TimeBankOptions { MinutesPerDay = 120, TotalMinutes = 200 });
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        await room.FileAsync(zheng, 100);

        Assert.Equal(new TimeDayIsFull(120, 100), (await room.Desk.FileAsync(zheng, Company, 21, Today, "", Li, default)).Problem);
        var waiting = await room.FileAsync(zheng, 90, day: Today.AddDays(-1));
        Assert.Equal(new TimeTotalIsFull(200), (await room.Desk.FileAsync(zheng, Company, 15, Today, "", Li, default)).Problem);
        await room.Desk.CancelAsync(waiting, "登记错了", Li, default);
        Assert.Null((await room.Desk.FileAsync(zheng, Company, 15, Today, "", Li, default)).Problem);
    }

    [Fact]
    public async Task Policy_AgesDecideWhoJoins_AndWhoRedeems()
    {
        var room = await OpenAsync();
        Assert.Equal(new TimeTooYoung(16), (await room.Desk.JoinAsync(2012, Zheng, default)).Problem);
        await room.JoinAsync(Li, 1990);
        var zheng = await room.JoinAsync(Zheng, 1950);
        await room.ServeAsync(zheng, 60);
        await room.ServeAsync((await room.Store.LookAsync(sight => sight.PersonOf(Li.Id), default))!.Account, 90, Zheng);

        Assert.Equal(new TimeTooYoung(60), (await room.Desk.RedeemAsync(10, "理发", Li, default)).Problem);
        Assert.Null((await room.Desk.RedeemAsync(10, "理发", Zheng, default)).Problem);
        Assert.Equal(10, await room.BalanceAsync(TimeBankLimits.Pool));
    }

    [Fact]
    public async Task Receiver_AtTheFloor_IsToldWhatIsMissing_AndAGrantHelps()
    {
        var room = await OpenAsync(policy: new TimeBankOptions { NewcomerFloor = -60 });
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        await room.ServeAsync(zheng, 60);
        var record = await room.FileAsync(zheng, 30);

        Assert.Equal(new TimeReceiverShort(-60, -60, 30), (await room.Desk.ConfirmAsync(record, true, "", Xu, default)).Problem);
        Assert.Null((await room.Desk.GrantAsync(zheng, 30, "独居，出院", Zhou, default)).Problem);
        Assert.Null((await room.Desk.ConfirmAsync(record, true, "", Xu, default)).Problem);
        Assert.Equal(-30, await room.BalanceAsync(TimeBankLimits.Pool));
    }

    [Fact]
    public async Task Dispute_WithinThirtyDays_Reversed_TheReceiverHasAllBack()
    {
        var room = await OpenAsync();
        var li = await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        var record = await room.ServeAsync(zheng, 120);
        room.Time.Advance(TimeSpan.FromDays(30));
        Assert.IsType<TimeNotASide>((await room.Desk.DisputeAsync(record, "没来", Wang, default)).Problem);
        Assert.Null((await room.Desk.DisputeAsync(record, "只来了一小会儿", Zheng, default)).Problem);

        Assert.IsType<NotAllowed>((await room.Desk.RuleAsync(record, true, "属实", Xu, default)).Problem);
        Assert.Null((await room.Desk.RuleAsync(record, true, "属实", Zhou, default)).Problem);
        Assert.True((await room.Desk.RuleAsync(record, true, "属实", Zhou, default)).Value.IsThere);

        Assert.IsType<BadState>((await room.Desk.RuleAsync(record, false, "改判", Zhou, default)).Problem);
        Assert.Equal((0, 0, RecordStatus.Reversed), (await room.BalanceAsync(li), await room.BalanceAsync(zheng), await room.StatusAsync(record)));
    }

    [Fact]
    public async Task Dispute_AfterThirtyDays_IsTooLate()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var record = await room.ServeAsync(await room.JoinAsync(Zheng));
        room.Time.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));

        Assert.IsType<TimeDisputeLate>((await room.Desk.DisputeAsync(record, "没来", Zheng, default)).Problem);
    }

    [Fact]
    public async Task Reject_IsTheReceivers_CancelTheProviders()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        var (first, second) = (await room.FileAsync(zheng), await room.FileAsync(zheng));

        Assert.IsType<TimeNotASide>((await room.Desk.RejectAsync(first, "没有", Li, default)).Problem);
        Assert.IsType<TimeNotASide>((await room.Desk.CancelAsync(first, "没有", Zheng, default)).Problem);
        Assert.IsType<TimeNotValid>((await room.Desk.RejectAsync(first, " ", Zheng, default)).Problem);
        Assert.Null((await room.Desk.RejectAsync(first, "没有来过", Zheng, default)).Problem);
        Assert.Null((await room.Desk.CancelForAsync(second, "重复登记", Lin, default)).Problem);

        Assert.Equal((RecordStatus.Rejected, RecordStatus.Cancelled), (await room.StatusAsync(first), await room.StatusAsync(second)));
    }

    [Fact]
    public async Task ConfirmMany_AllOrNone_AndWhatWasConfirmedBeforeIsNoObstacle()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        Id32[] records = [await room.ServeAsync(zheng, 30), await room.FileAsync(zheng, 20), await room.FileAsync(zheng, 25)];

        Assert.IsType<BadState>((await room.Desk.ConfirmManyAsync([.. records, new Id32(new byte[32])], true, "", Xu, default)).Problem);
        Assert.Equal(-30, await room.BalanceAsync(zheng));
        Assert.Null((await room.Desk.ConfirmManyAsync(records, true, "", Xu, default)).Problem);

        Assert.Equal(-75, await room.BalanceAsync(zheng));
    }

    [Fact]
    public async Task Gifts_SpendEarnedMinutesOnly()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        await room.ServeAsync(zheng, 50);

        Assert.Equal(new TimeNotEnough(-50, 10), (await room.Desk.DonateAsync(10, "", Zheng, default)).Problem);
        Assert.Equal(new TimeNotEnough(50, 51), (await room.Desk.TransferAsync(zheng, 51, "母亲", Li, default)).Problem);
        Assert.IsType<TimeNotValid>((await room.Desk.TransferAsync(zheng, 20, "", Li, default)).Problem);
        Assert.Null((await room.Desk.TransferAsync(zheng, 20, "母亲", Li, default)).Problem);
        Assert.Null((await room.Desk.DonateAsync(30, "", Li, default)).Problem);
        Assert.Equal((-30, 30), (await room.BalanceAsync(zheng), await room.BalanceAsync(TimeBankLimits.Pool)));
    }

    [Fact]
    public async Task Suspended_CannotTrade_ClosedIsSettledWithThePool()
    {
        var room = await OpenAsync();
        var li = await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        await room.ServeAsync(zheng, 45);
        await room.Desk.SuspendAsync(li, "待核实", Zhou, default);

        Assert.IsType<BadMember>((await room.Desk.FileAsync(zheng, Company, 30, Today, "", Li, default)).Problem);
        Assert.Null((await room.Desk.ResumeAsync(li, "核实无误", Zhou, default)).Problem);
        Assert.IsType<TimeStillOpen>((await room.Desk.EraseAsync(li, "搬走", Zhou, default)).Problem);
        Assert.Null((await room.Desk.CloseMemberAsync(li, "搬走", Zhou, default)).Problem);

        Assert.Equal((0, 45), (await room.BalanceAsync(li), await room.BalanceAsync(TimeBankLimits.Pool)));
    }

    [Fact]
    public async Task Erase_ForgetsThePersonAndTheWords_TheLedgerStays()
    {
        var room = await OpenAsync();
        var li = await room.JoinAsync(Li);
        var zheng = await room.JoinAsync(Zheng);
        var record = await room.ServeAsync(zheng, 45);
        await room.Desk.CloseMemberAsync(li, "搬走", Zhou, default);

        Assert.Null((await room.Desk.EraseAsync(li, "本人要求", Zhou, default)).Problem);

        await room.Store.LookAsync(sight =>
        {
            Assert.Null(sight.Person(li));
            Assert.All(sight.OfOp(record), entry => Assert.Null(sight.Word(entry.Note.Word!.Value)));
            Assert.Equal(2, sight.EntriesOf(zheng, long.MaxValue, 9).Count(entry => entry.Op == record));
            return true;
        }, default);
        Assert.Equal("", (await room.Reader.StatementAsync(Zheng, default)).Value.Lines[0].With);
    }

    [Fact]
    public async Task Stop_HoldsEverythingThatMovesMinutes_UntilTheCouncilLetsItGoOn()
    {
        var room = await OpenAsync();
        await room.JoinAsync(Li);
        var record = await room.FileAsync(await room.JoinAsync(Zheng));
        Assert.Null((await room.Desk.StopAsync("疑似刷单", Zhou, default)).Problem);

        Assert.IsType<ContractPaused>((await room.Desk.ConfirmAsync(record, true, "", Xu, default)).Problem);
        Assert.IsType<NotAllowed>((await room.Desk.GoOnAsync("查清", Zhou, default)).Problem);
        Assert.Null((await room.Desk.GoOnAsync("查清", Chen, default)).Problem);
        Assert.Null((await room.Desk.ConfirmAsync(record, true, "", Xu, default)).Problem);
    }

    [Fact]
    public async Task EveryStep_IsOnTheAudit_RefusalsToo_AndOtherCommunitiesStayOut()
    {
        var room = await OpenAsync();
        var li = await room.JoinAsync(Li);
        await room.Desk.GrantAsync(li, 30, "志愿培训", Zhou, default);
        await room.Desk.GrantAsync(li, 5000, "太多", Zhou, default);
        Assert.IsType<OtherCommunity>((await room.Desk.JoinAsync(1950, Zheng with { Community = "neighbour" }, default)).Problem);
        Assert.IsType<OtherCommunity>((await room.Reader.StatementOfAsync(li, Lin with { Community = "neighbour" }, default)).Problem);

        var told = new List<AuditRecord>();
        await foreach (var record in room.Audit.ReadAsync(0, default))
        {
            told.Add(record);
        }

        Assert.Equal(
            ["time.catalogue ok", "time.guarantee ok", "time.join ok", "time.grant ok", "time.grant timebank.guarantee-exceeded", "time.join access.community"],
            told.Select(record => $"{record.Action} {record.Result}"));
        Assert.StartsWith("entry 4 Grant 30 ", told[3].Details!.After, StringComparison.Ordinal);
    }
}
