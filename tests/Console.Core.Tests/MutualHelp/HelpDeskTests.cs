using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.MutualHelp;
using static CommunityConsole.Core.Tests.MutualHelp.HelpRoom;

namespace CommunityConsole.Core.Tests.MutualHelp;

/// <summary>Offered, asked for, agreed, given, filed and confirmed; and what nobody may do.</summary>
public sealed class HelpDeskTests
{
    private readonly HelpRoom _room = new();

    [Fact]
    public async Task Neighbours_AskVolunteerAgreeServeAndConfirmByCode_MinutesMoveOnce()
    {
        var id = await _room.FiledAsync();

        Assert.Equal(MadeUpHours.Code, (await _room.Served.ShowCodeAsync(id, Zheng, default)).Value);
        Assert.IsType<MadeUpHours.WrongCode>((await _room.Served.ConfirmAsync(id, "000000", Li, default)).Problem);
        Assert.Equal(HelpState.Settled, (await _room.Served.ConfirmAsync(id, MadeUpHours.Code, Li, default)).Value.State);
        Assert.True((await _room.Served.ConfirmAsync(id, MadeUpHours.Code, Li, default)).Succeeded);   // a second tap

        Assert.Equal(1, _room.Hours.Settled[id]);
        Assert.Equal(
            [HelpStepKind.Asked, HelpStepKind.Proposed, HelpStepKind.Agreed, HelpStepKind.Served, HelpStepKind.Filed, HelpStepKind.Settled],
            _room.Now(id).Steps.Select(step => step.Kind));
    }

    [Fact]
    public async Task Contact_IsShown_OnlyOnceBothHaveAgreed_AndOnlyToTheTwo()
    {
        await _room.Desk.OfferAsync(Any, Li, default);
        await _room.Desk.OfferAsync(Any, Wu, default);
        var id = (await _room.AskAsync()).Value.Id;
        await _room.Desk.ProposeAsync(id, Li.Id, Li, default);

        Assert.Equal(("", "", "郑**"), See(Li));
        Assert.Equal("", HelpSight.Of(_room.Now(id), Zheng).Request.HelperPhone);

        await _room.Desk.AgreeAsync(id, Zheng, default);

        Assert.Equal((Walk.Phone, Walk.Door, "郑秀兰"), See(Li));
        Assert.Equal(Any.Phone, HelpSight.Of(_room.Now(id), Zheng).Request.HelperPhone);
        Assert.Equal(("", "", "郑**"), See(Xu));
        Assert.False(HelpSight.MaySee(_room.Now(id), Wu));

        await _room.Desk.DeclineAsync(id, "临时有事", Li, default);

        Assert.Equal(("", "", "郑**"), See(Li));
        Assert.Equal("", HelpSight.Of(_room.Now(id), Zheng).Request.HelperPhone);

        (string, string, string) See(Actor actor) => HelpSight.Of(_room.Now(id), actor) is var view ? (view.Request.Wish.Phone, view.Request.Wish.Door, view.Request.Receiver.Name) : default;
    }

    [Fact]
    public async Task Station_AsksForSomebodyWithoutAPhone_NamedOnRecord_ArrangesAndConfirms()
    {
        await _room.Desk.OfferAsync(Any, Li, default);
        var asked = (await _room.Desk.AskForAsync("孙德明", "h1", Walk with { Phone = "" }, Xu, default)).Value;
        await _room.Desk.ProposeAsync(asked.Id, Li.Id, Xu, default);

        Assert.True(_room.Now(asked.Id) is { State: HelpState.Proposed, ReceiverAgreed: true, HelperAgreed: false });
        await _room.Desk.AgreeAsync(asked.Id, Li, default);
        _room.Time.Advance(TimeSpan.FromDays(3));
        await _room.Served.ServeAsync(asked.Id, 90, Li, default);
        Assert.IsType<HelpNotValid>((await _room.Served.ConfirmAsync(asked.Id, " ", Xu, default)).Problem);
        await _room.Served.ConfirmAsync(asked.Id, "到家看过，老人说来过", Xu, default);

        var help = _room.Now(asked.Id);
        Assert.Equal((HelpState.Settled, "孙德明", "h1", Xu.Id, 90), (help.State, help.Receiver.Name, help.Receiver.Home, help.AskedBy, help.Served));
        Assert.Equal((HelpSide.Station, "到家看过，老人说来过"), (help.Steps[^1].Side, help.Steps[^1].Note));
        Assert.Contains(_room.Hours.Welcomed, person => person is { Account: null, Home: "h1" });
    }

    [Fact]
    public async Task Station_CannotSayYesForSomebodyWithAPhone_NorConfirmWhereItHelpedItself()
    {
        await _room.Desk.OfferAsync(Any, Li, default);
        var id = (await _room.AskAsync()).Value.Id;
        await _room.Desk.ProposeAsync(id, Li.Id, Xu, default);

        Assert.IsType<HelpNotYours>((await _room.Desk.AgreeAsync(id, Xu, default)).Problem);
        await _room.Desk.AgreeAsync(id, Li, default);
        Assert.Equal(HelpState.Proposed, _room.Now(id).State);   // she has not said yes
        Assert.IsType<NotAllowed>((await _room.Served.ServeAsync(id, 60, Xu, default)).Problem);
        Assert.IsType<NotAllowed>((await _room.Served.ConfirmAsync(id, "看过", Zhou, default)).Problem);   // the grid manager rules on disputes
    }

    [Fact]
    public async Task Neighbour_CannotProposeAnother_NorWhatIsNotOffered_NorOneself()
    {
        await _room.Desk.OfferAsync(Any with { Services = [2] }, Li, default);
        await _room.Desk.OfferAsync(Any, Zheng, default);
        await _room.Desk.OfferAsync(Any, Wu, default);
        var id = (await _room.AskAsync()).Value.Id;

        Assert.IsType<HelperNotFound>((await _room.Desk.ProposeAsync(id, Li.Id, Li, default)).Problem);
        Assert.IsType<HelpNotYours>((await _room.Desk.ProposeAsync(id, Wu.Id, Li, default)).Problem);
        Assert.IsType<HelpOwnRequest>((await _room.Desk.ProposeAsync(id, Zheng.Id, Zheng, default)).Problem);
        Assert.IsType<OtherCommunity>((await _room.Desk.ProposeAsync(id, Stranger.Id, Stranger, default)).Problem);
    }

    [Fact]
    public async Task Declined_IsLookedForAnew_AndNotOfferedToTheSameAgain()
    {
        await _room.Desk.OfferAsync(Any, Li, default);
        var id = (await _room.AskAsync()).Value.Id;
        await _room.Desk.ProposeAsync(id, Li.Id, Zheng, default);
        await _room.Desk.DeclineAsync(id, "那天要带孙子", Li, default);

        Assert.True(_room.Now(id) is { State: HelpState.Asked, Helper: null, ReceiverAgreed: false });
        Assert.Empty(_room.Reader.Helpers(id, Zheng));
    }

    [Fact]
    public async Task WhatTheBankRefuses_StaysServed_AndCanBeFiledLater()
    {
        await _room.Desk.OfferAsync(Any, Li, default);
        var id = (await _room.AskAsync()).Value.Id;
        await _room.Desk.ProposeAsync(id, Li.Id, Li, default);
        await _room.Desk.AgreeAsync(id, Zheng, default);
        _room.Time.Advance(TimeSpan.FromDays(3));
        _room.Hours.Refusal = new MadeUpHours.NoMinutes();
        Assert.IsType<MadeUpHours.NoMinutes>((await _room.Served.ServeAsync(id, 60, Li, default)).Problem);
        Assert.True(_room.Now(id) is { State: HelpState.Served, Refusals: 1 });   // the next try is another one for the bank

        _room.Hours.Refusal = null;
        Assert.Equal(HelpState.Filed, (await _room.Served.FileAsync(id, Li, default)).Value.State);
    }

    [Theory]
    [InlineData(0, 0)]   // done before the agreed day: it counts for the day on which it is said
    [InlineData(3, 2)]   // said a day later: for the agreed one
    public async Task Serve_CountsForTheDayItWasDone(int saidAfterDays, int countsAfterDays)
    {
        await _room.Desk.OfferAsync(Any, Li, default);
        var id = (await _room.AskAsync()).Value.Id;
        await _room.Desk.ProposeAsync(id, Li.Id, Li, default);
        await _room.Desk.AgreeAsync(id, Zheng, default);
        _room.Time.Advance(TimeSpan.FromDays(saidAfterDays));

        await _room.Served.ServeAsync(id, 60, Li, default);

        Assert.Equal(Calendar.Day(Noon).AddDays(countsAfterDays), Calendar.Day(_room.Now(id).ServedAt!.Value));
    }

    [Fact]
    public async Task Reject_NeedsAReason_AndMovesNothing()
    {
        var id = await _room.FiledAsync();

        Assert.IsType<HelpNotValid>((await _room.Served.RejectAsync(id, " ", Zheng, default)).Problem);
        Assert.Equal(HelpState.Rejected, (await _room.Served.RejectAsync(id, "没有来", Zheng, default)).Value.State);
        Assert.IsType<HelpNotNow>((await _room.Served.ConfirmAsync(id, MadeUpHours.Code, Li, default)).Problem);
        Assert.Empty(_room.Hours.Settled);
    }

    [Fact]
    public async Task Sweep_BringsItUpToTheLedger_AlsoAfterARuling()
    {
        var id = await _room.FiledAsync();

        _room.Hours.Records[id] = HelpState.Settled;   // confirmed at another counter
        await _room.Sweep.FollowAsync(default);
        Assert.Equal(HelpState.Settled, _room.Now(id).State);

        _room.Hours.Records[id] = HelpState.Reversed;   // disputed and ruled on since
        await _room.Sweep.FollowAsync(default);
        Assert.Equal([HelpStepKind.Disputed, HelpStepKind.Reversed], _room.Now(id).Steps.TakeLast(2).Select(step => step.Kind));
        Assert.NotNull(_room.Now(id).EndedAt);
    }

    [Fact]
    public async Task Sweep_EndsWhatNobodyCameToInTime_AndAfterwardsForgetsHowToReachThem()
    {
        var id = (await _room.AskAsync()).Value.Id;
        _room.Time.SetUtcNow(Walk.Ends);
        await _room.Sweep.RunAsync(default);
        Assert.Equal(HelpState.Asked, _room.Now(id).State);

        _room.Time.Advance(TimeSpan.FromSeconds(1));
        await _room.Sweep.RunAsync(default);
        Assert.Equal(HelpState.Expired, _room.Now(id).State);
        Assert.True(_room.Now(id).HoldsContact);

        _room.Time.Advance(new HelpOptions().ContactsKept + TimeSpan.FromSeconds(1));
        await _room.Sweep.RunAsync(default);
        Assert.False(_room.Now(id).HoldsContact);
        var version = _room.Now(id).Version;
        await _room.Sweep.RunAsync(default);
        Assert.Equal(version, _room.Now(id).Version);
    }

    [Fact]
    public async Task Erase_TakesNameAndDoorOutOfRecordAndAudit_OnceNothingRuns()
    {
        var id = await _room.FiledAsync();
        var me = new HelpPerson(Zheng.Id, Zheng.Name);
        Assert.IsType<HelpStillRunning>((await _room.Desk.EraseAsync(me, "搬走", Zheng, default)).Problem);
        await _room.Served.RejectAsync(id, "没有来", Zheng, default);
        Assert.IsType<HelpNotYours>((await _room.Desk.EraseAsync(me, "", Li, default)).Problem);

        Assert.Equal(1, (await _room.Desk.EraseAsync(me, "搬走", Zheng, default)).Value);

        var kept = Assert.Single(await _room.Store.ListAsync(default));
        Assert.Equal(("", "", "", ""), (kept.Receiver.Name, kept.Wish.Phone, kept.Wish.Door, kept.Wish.Note));
        Assert.All(kept.Steps, step => Assert.Equal("", step.Note));
        Assert.All(await _room.Audit.ReadAsync(0, default).Where(record => record.Action.StartsWith("help.", StringComparison.Ordinal) && record.Details?.Subject == HelpRequest.SubjectOf(id)).ToListAsync(), record => Assert.Null(record.Details));
    }

    [Fact]
    public async Task Reveal_OfANumber_NeedsAReason_AndIsOnTheAudit()
    {
        var id = (await _room.AskAsync()).Value.Id;

        Assert.IsType<ReasonNeeded>((await _room.Contacts.ShowAsync(id, null, " ", Xu, default)).Problem);
        Assert.IsType<NotAllowed>((await _room.Contacts.ShowAsync(id, null, "打电话", Li, default)).Problem);
        Assert.Equal(Walk.Phone, (await _room.Contacts.ShowAsync(id, null, "打电话商量时间", Xu, default)).Value.Phone);
        Assert.Contains(await _room.Audit.ReadAsync(0, default).ToListAsync(), record => record is { Action: "help.contact", Result: AuditEntry.Done, Details.Reason: "打电话商量时间" });
    }

    [Fact]
    public async Task Audit_OfAWholeWay_HoldsNoNumberDoorOrNote()
    {
        await _room.FiledAsync();

        Assert.All(await _room.Audit.ReadAsync(0, default).ToListAsync(), record => Assert.DoesNotContain(new[] { Walk.Phone, Walk.Door, Any.Phone }, secret => $"{record.Details}".Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SameKeyTwice_IsOneRequest()
    {
        var zheng = Zheng with { CommandKey = Guid.NewGuid() };

        var first = await _room.Desk.AskAsync(Walk, zheng, default);
        var second = await _room.Desk.AskAsync(Walk, zheng, default);

        Assert.Equal(first.Value.Id, second.Value.Id);
        Assert.Single(_room.Board.Latest("demo"));
    }

    public static TheoryData<string, HelpWish> Bad() => new()
    {
        { "no such service", Walk with { Service = 9 } },
        { "too short for the catalogue", Walk with { Minutes = 20 } },
        { "in the past", Walk with { At = Noon.AddMinutes(-1) } },
        { "too far ahead", Walk with { At = Noon.AddDays(61) } },
        { "no such building", Walk with { Building = "99" } },
        { "no number to reach", Walk with { Phone = "" } },
        { "a long note", Walk with { Note = new string('字', 201) } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Ask_WhatIsNotInOrder_IsRefused_AndNothingKept(string what, HelpWish wish)
    {
        Assert.True((await _room.AskAsync(wish)).Problem is HelpNotValid, what);
        Assert.Empty(await _room.Store.ListAsync(default));
    }
}
