using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;
using static CommunityConsole.Core.Tests.Council.VoteRoom;

namespace CommunityConsole.Core.Tests.Council.Topics;

/// <summary>A topic from a resident's wish to its public result, and what stands in the way of a short cut.</summary>
public sealed class TopicDeskTests
{
    [Fact]
    public async Task Way_FromTheProposalToThePublicResult_EveryStepIsOnRecordAndAudited()
    {
        await using var room = await StartAsync();
        var id = await room.PlannedAsync();
        Must(await room.Tasks.AddAsync(id, room.Terms(Ma.Id), Zhou, default));
        Must(await room.Tasks.RemarkAsync(id, 1, "喷淋装了吗", Voter(2), default));
        Must(await room.Tasks.FinishAsync(id, 1, "建成，有喷淋", Ma, default));
        var closed = Must(await room.TopicDesk.CloseAsync(id, "充电棚已启用", Chair, default));

        Assert.Equal((TopicStage.Closed, "充电棚已启用"), (closed.Stage, closed.Result));
        Assert.Equal(
            [
                typeof(TopicProposed), typeof(TopicTaken), typeof(TopicPublished), typeof(TopicCalled), typeof(TopicAttended), typeof(TopicVoteOpened), typeof(TopicResolved),
                typeof(TopicMinuted), typeof(TopicPlanned), typeof(TopicTaskAdded), typeof(TopicRemarked), typeof(TopicTaskDone), typeof(TopicClosed),
            ],
            closed.Steps.Select(step => step.Move.GetType()));
        Assert.Equal(["v1", "chen", "chen", "chen", "chen", "chen", "chen", "chen", "chen", "zhoujp", "v2", "ma", "chen"], closed.Steps.Select(step => step.By.Value));
        Assert.Equal(
            [
                "topic.propose", "topic.take", "vote.prepare", "topic.publish", "topic.call", "topic.attend", "vote.open", "vote.close", "vote.announce", "topic.follow", "topic.minute", "topic.plan",
                "topic.task", "topic.remark", "topic.task-done", "topic.close",
            ],
            (await ActionsAsync(room)).Where(record => record.Result == AuditEntry.Done).Select(record => record.Action));
    }

    [Theory]
    [InlineData("council")]
    [InlineData("procedural")]   // asks for no notice of its own
    [InlineData("owners")]       // asks for fifteen days
    public async Task Publish_Opening_NeverBeforeSevenFullDays(string profile)
    {
        await using var room = await StartAsync();
        var id = await room.TakenAsync();
        var early = room.Motion(profile) with { Roll = [.. room.Motion().Roll.Select(row => row with { Area = 100 })], Mode = VoteMode.NamedTurnout };

        Assert.IsType<VoteNotValid>((await room.TopicDesk.PublishAsync(id, early with { OpensAt = early.OpensAt.AddSeconds(-1) }, null, "", Chair, default)).Problem);
        var published = Must(await room.TopicDesk.PublishAsync(id, early, null, "", Chair, default));

        var days = profile == "owners" ? 15 : 7;
        Assert.Equal(room.Calendar.Instant(room.Calendar.Day(Noon).AddDays(days + 1).ToDateTime(TimeOnly.MinValue)), published.NoticeUntil);
        Assert.Equal((days, id.Value), (room.Board.Find(published.Vote!.Value)!.Definition.Profile.NoticeDays, room.Board.Find(published.Vote!.Value)!.Definition.Topic));
    }

    [Fact]
    public async Task Vote_OfATopic_IsPreparedByItsPublicationAlone()
    {
        await using var room = await StartAsync();
        var id = await room.TakenAsync();

        Assert.IsType<PublishTheTopic>((await room.Desk.PrepareAsync(room.Motion() with { Topic = id.Value }, Chair, default)).Problem);
        Assert.Empty(room.Board.Latest("demo"));
    }

    [Fact]
    public async Task Vote_OpensOnlyAfterAMeetingWithItsQuorum()
    {
        await using var room = await StartAsync();
        var id = await room.CalledAsync();
        var vote = room.Topic(id).Vote!.Value;
        room.Time.SetUtcNow(room.Topic(id).Meeting!.At.AddMinutes(-1));
        Assert.IsType<TopicNotValid>((await room.TopicDesk.AttendAsync(id, new HashSet<int> { 1, 2 }, Chair, default)).Problem);
        Assert.IsType<MeetingFirst>((await room.Desk.OpenAsync(vote, Chair, default)).Problem);

        room.Time.Advance(TimeSpan.FromMinutes(1));
        var few = Must(await room.TopicDesk.AttendAsync(id, new HashSet<int> { 3 }, Chair, default));   // one of three is not more than half
        Assert.Equal((TopicStage.Published, false, 2L), (few.Stage, few.Attendance!.HasQuorum, few.Attendance.Least));
        Assert.IsType<MeetingFirst>((await room.Desk.OpenAsync(vote, Chair, default)).Problem);

        Must(await room.TopicDesk.CallAsync(id, new TopicCalled("再议", "活动室", room.Time.GetUtcNow().AddHours(1)), Chair, default));
        room.Time.Advance(TimeSpan.FromHours(1));
        Must(await room.TopicDesk.AttendAsync(id, new HashSet<int> { 1, 3 }, Chair, default));
        Assert.True((await room.Desk.OpenAsync(vote, Chair, default)).Succeeded);
    }

    [Fact]
    public async Task Attend_SomebodyWhoIsNotOnTheRoll_IsRefused()
    {
        await using var room = await StartAsync();
        var id = await room.CalledAsync();
        room.Time.SetUtcNow(room.Topic(id).Meeting!.At);

        Assert.IsType<TopicNotValid>((await room.TopicDesk.AttendAsync(id, new HashSet<int> { 1, 2, 4 }, Chair, default)).Problem);
    }

    [Theory]
    [InlineData("for for for", TopicStage.Adopted)]
    [InlineData("for for against", TopicStage.Adopted)]
    [InlineData("for against against", TopicStage.NotAdopted)]
    [InlineData("for abstain", TopicStage.NotAdopted)]
    public async Task Resolution_IsWhatWasCounted(string options, TopicStage stage)
    {
        await using var room = await StartAsync();

        var id = await room.ResolvedAsync(options);

        Assert.Equal(stage, room.Topic(id).Stage);
    }

    [Fact]
    public async Task ChangedMotion_CancelsTheVote_AndTheDaysStartAgain()
    {
        await using var room = await StartAsync();
        var id = await room.CalledAsync();
        var (first, until) = (room.Topic(id).Vote!.Value, room.Topic(id).NoticeUntil);
        room.Time.Advance(TimeSpan.FromDays(5));

        Assert.IsType<VoteNotValid>((await room.TopicDesk.PublishAsync(id, room.Motion() with { Scrutineers = [] }, first, "改位置", Chair, default)).Problem);
        Assert.Equal(VoteState.Prepared, room.Board.Find(first)!.State);   // a bad motion costs nothing
        var again = Must(await room.TopicDesk.PublishAsync(id, room.Motion() with { Question = "同意在北门建充电棚吗？" }, first, "改位置", Chair, default));

        Assert.Equal((VoteState.Cancelled, "改位置"), (room.Board.Find(first)!.State, room.Board.Find(first)!.Reason));
        Assert.Equal((TopicStage.Published, null, until.AddDays(5)), (again.Stage, again.Meeting, again.NoticeUntil));
        Assert.NotEqual(first, again.Vote);
        Assert.IsType<TopicNotValid>((await room.TopicDesk.CallAsync(id, new TopicCalled("议", "活动室", until), Chair, default)).Problem);
    }

    [Fact]
    public async Task ChangedMotion_SameKeyTwice_IsOneNewVote()
    {
        await using var room = await StartAsync();
        var id = await room.PublishedAsync();
        var (first, twice) = (room.Topic(id).Vote, Chair with { CommandKey = Guid.NewGuid() });

        var changed = Must(await room.TopicDesk.PublishAsync(id, room.Motion(), first, "改", twice, default));
        var again = Must(await room.TopicDesk.PublishAsync(id, room.Motion(), first, "改", twice, default));

        Assert.Equal(changed.Vote, again.Vote);
        Assert.Equal(2, room.Board.Latest("demo").Count);
    }

    [Fact]
    public async Task CancelledVote_TakesTheTopicBackToItsMotion()
    {
        await using var room = await StartAsync();
        var id = await room.MetAsync();
        var vote = room.Topic(id).Vote!.Value;
        Must(await room.Desk.OpenAsync(vote, Chair, default));
        Must(await room.Desk.CancelAsync(vote, "名册有错", Chair, default));
        await room.TopicCommands.FollowAllAsync(default);

        var topic = room.Topic(id);
        Assert.Equal((TopicStage.Taken, null, "名册有错"), (topic.Stage, topic.Vote, topic.Reason));
        Assert.Equal([typeof(TopicVoteOpened), typeof(TopicWithdrawn)], topic.Steps.TakeLast(2).Select(step => step.Move.GetType()));
    }

    [Fact]
    public async Task Plan_AMeetingWithoutMinutes_WaitsForThem()
    {
        await using var room = await StartAsync();
        var id = await room.ResolvedAsync();

        Assert.IsType<MinutesMissing>((await room.TopicDesk.PlanAsync(id, new TopicPlanned(2026, "建"), Chair, default)).Problem);
        Must(await room.MinuteAsync(id));
        Assert.True((await room.TopicDesk.PlanAsync(id, new TopicPlanned(2026, "建"), Zhou, default)).Succeeded);
    }

    [Fact]
    public async Task Close_WithATaskOpen_OrWithoutAny_IsRefused()
    {
        await using var room = await StartAsync();
        var id = await room.PlannedAsync();

        Assert.IsType<TasksOpen>((await room.TopicDesk.CloseAsync(id, "建好了", Chair, default)).Problem);
        Must(await room.Tasks.AddAsync(id, room.Terms(), Zhou, default));
        Assert.IsType<TasksOpen>((await room.TopicDesk.CloseAsync(id, "建好了", Chair, default)).Problem);
        Must(await room.Tasks.DropAsync(id, 1, "并到大修", Zhou, default));
        Assert.True((await room.TopicDesk.CloseAsync(id, "并到大修", Zhou, default)).Succeeded);
    }

    [Fact]
    public async Task Screen_RefusedOrJoined_SaysWhy_AndIsOver()
    {
        await using var room = await StartAsync();
        var main = await room.TakenAsync();
        var (same, other) = (await room.ProposedAsync(), await room.ProposedAsync());

        Assert.IsType<TopicNotValid>((await room.TopicDesk.RefuseAsync(other, " ", Chair, default)).Problem);
        Assert.IsType<TopicNotValid>((await room.TopicDesk.JoinAsync(same, other, "一样", Chair, default)).Problem);   // nobody has screened that one
        Assert.Equal(main, Must(await room.TopicDesk.JoinAsync(same, main, "同一件事", Chair, default)).JoinedTo);
        Assert.Equal("不属于议事范围", Must(await room.TopicDesk.RefuseAsync(other, "不属于议事范围", Chair, default)).Reason);
        Assert.IsType<TopicStepIllegal>((await room.TopicDesk.TakeAsync(other, "还是要办", Chair, default)).Problem);
    }

    [Fact]
    public async Task Refused_IsReadByItsProposerAndTheStaffAlone_AndPeopleBySomeOfThem()
    {
        await using var room = await StartAsync();
        var id = await room.ProposedAsync();
        Must(await room.TopicDesk.RefuseAsync(id, "说的是一户人家的事", Chair, default));

        Assert.Equal(
            [(Wang, true), (VoteRoom.Voter(2), false), (VoteRoom.Clerk, true), (VoteRoom.Ma, true)],
            new[] { Wang, VoteRoom.Voter(2), VoteRoom.Clerk, VoteRoom.Ma }.Select(actor => (actor, TopicRights.MaySee(room.Topic(id), actor))));
        Assert.Contains("13800008000", TopicPrivacy.Shown(room.Topic(id), VoteRoom.Clerk).Proposal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("13800008000", TopicPrivacy.Shown(room.Topic(id), VoteRoom.Ma).Proposal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_SameKeyTwice_IsOneTopic_AndTheSixthThatWaitsIsTooMany()
    {
        await using var room = await StartAsync();
        var twice = Wang with { CommandKey = Guid.NewGuid() };
        var first = Must(await room.TopicDesk.ProposeAsync("充电棚", "建一处", "", twice, default));

        Assert.Equal(first.Id, Must(await room.TopicDesk.ProposeAsync("充电棚", "建一处", "", twice, default)).Id);
        for (var more = 0; more < 4; more++)
        {
            await room.ProposedAsync();
        }

        Assert.IsType<TooManyProposals>((await room.TopicDesk.ProposeAsync("又一件", "x", "", Wang, default)).Problem);
        Assert.True((await room.TopicDesk.ProposeAsync("别人的", "x", "", Voter(2), default)).Succeeded);
    }

    [Fact]
    public async Task Counter_AClerkWritesItDownInAResidentsName_AResidentCannot()
    {
        await using var room = await StartAsync();

        Assert.Equal("高凤仪", Must(await room.TopicDesk.ProposeAsync("加扶手", "2 单元加扶手", " 高凤仪 ", Clerk, default)).Proposal.InNameOf);
        Assert.IsType<NotAllowed>((await room.TopicDesk.ProposeAsync("加扶手", "x", "高凤仪", Wang, default)).Problem);
    }

    [Fact]
    public async Task Resident_SeesNoNameAndNoNumberOfOthers_NorWhatNobodyHasScreened()
    {
        await using var room = await StartAsync();
        var id = await room.ProposedAsync();

        Assert.IsType<TopicNotFound>(room.Reader.Find(id, Voter(2)).Problem);
        Assert.Empty(room.Reader.List(Voter(2)).Value);
        Assert.True(room.Reader.Find(id, Wang).Succeeded);
        Assert.Equal("v1", Must(room.Reader.Find(id, Clerk)).Steps[0].ByName);
        Assert.IsType<TopicNotFound>(room.Reader.Find(id, Chair with { Community = "neighbour" }).Problem);

        Must(await room.TopicDesk.TakeAsync(id, "打 13800008000 问过", Chair, default));
        var shown = Must(room.Reader.Find(id, Voter(2)));
        Assert.Equal(("", "chen"), (shown.Steps[0].ByName, shown.Steps[1].ByName));
        Assert.DoesNotContain("13800008000", shown.Proposal.Text + shown.Reason, StringComparison.Ordinal);
        Assert.Equal(room.Topic(id).Stage, shown.Stage);
    }

    [Fact]
    public async Task Remark_OnlyOfTheRollOfTheVote()
    {
        await using var room = await StartAsync();
        var id = await room.PlannedAsync();

        Assert.IsType<NotRepresentative>((await room.Tasks.RemarkAsync(id, 0, "快点", Voter(9), default)).Problem);
        Assert.IsType<TaskNotFound>((await room.Tasks.RemarkAsync(id, 1, "快点", Voter(3), default)).Problem);
        Assert.True((await room.Tasks.RemarkAsync(id, 0, "快点", Voter(3), default)).Succeeded);
    }

    [Theory]
    [InlineData("")]
    [InlineData("unit")]
    [InlineData("day")]
    [InlineData("owner")]
    [InlineData("both")]
    public async Task Task_WithoutWordsOwnerOrDay_IsRefused(string wrong)
    {
        await using var room = await StartAsync();
        var id = await room.PlannedAsync();
        var terms = room.Terms(Ma.Id);
        terms = wrong switch
        {
            "unit" => terms with { Person = null, Unit = "nobody" },
            "day" => terms with { DueOn = terms.DueOn.AddDays(-15) },
            "owner" => terms with { Person = Shen.Id },   // a scrutineer watches
            "both" => terms with { Unit = "lift-company" },
            _ => terms with { What = " " },
        };

        Assert.IsType<TopicNotValid>((await room.Tasks.AddAsync(id, terms, Zhou, default)).Problem);
    }

    [Fact]
    public async Task Task_ItsOwnerOrTheGridManagerEndsIt_OnceAndNobodyElse()
    {
        await using var room = await StartAsync();
        var id = await room.PlannedAsync();
        Must(await room.Tasks.AddAsync(id, room.Terms(Ma.Id), Chair, default));
        Must(await room.Tasks.AddAsync(id, room.Terms(), Chair, default));
        Must(await room.Tasks.ChangeAsync(id, 2, room.Terms(days: 30), "等材料", Zhou, default));

        Assert.IsType<TaskNotYours>((await room.Tasks.FinishAsync(id, 1, "好了", Clerk, default)).Problem);
        Assert.IsType<TaskNotYours>((await room.Tasks.FinishAsync(id, 2, "好了", Ma, default)).Problem);
        Assert.IsType<NotAllowed>((await room.Tasks.FinishAsync(id, 1, "好了", Wang, default)).Problem);
        Must(await room.Tasks.FinishAsync(id, 1, "好了", Ma, default));
        Assert.IsType<TaskHasEnded>((await room.Tasks.DropAsync(id, 1, "算了", Zhou, default)).Problem);
        Assert.Equal(("好了", TopicTaskState.Done, true), (room.Topic(id).Tasks[0].Outcome, room.Topic(id).Tasks[0].State, room.Topic(id).Tasks[1].IsOpen));
    }

    [Fact]
    public async Task Rights_EveryCommandAsEveryRole()
    {
        await using var room = await StartAsync();
        var (waiting, planned) = (await room.ProposedAsync(), await room.PlannedAsync());
        foreach (var role in Enum.GetValues<Role>())
        {
            var actor = VoteRoom.Of($"of-{role}", role);
            var (chairs, leads) = (role == Role.CouncilChair, role is Role.CouncilChair or Role.GridManager);
            bool May<T>(Result<T> result) => result.Problem is not NotAllowed;

            Assert.True(May(room.Reader.List(actor)));
            Assert.True(May(await room.TopicDesk.ProposeAsync("t", "x", "", actor, default)));
            Assert.Equal(role is Role.StationClerk or Role.SocialWorker, May(await room.TopicDesk.ProposeAsync("t", "x", "高凤仪", actor, default)));
            Assert.Equal(chairs, May(await room.TopicDesk.TakeAsync(waiting, "", actor, default)));
            Assert.Equal(chairs, May(await room.TopicDesk.RefuseAsync(waiting, "", actor, default)));
            Assert.Equal(chairs, May(await room.TopicDesk.JoinAsync(waiting, planned, "", actor, default)));
            Assert.Equal(chairs, May(await room.TopicDesk.PublishAsync(planned, room.Motion(), null, "", actor, default)));
            Assert.Equal(chairs, May(await room.CallAs(planned, actor)));
            Assert.Equal(chairs, May(await room.TopicDesk.AttendAsync(planned, new HashSet<int>(), actor, default)));
            Assert.Equal(chairs, May(await room.TopicDesk.MinuteAsync(planned, new TopicMinuted("", "", []), actor, default)));
            Assert.Equal(leads, May(await room.TopicDesk.PlanAsync(planned, new TopicPlanned(2026, ""), actor, default)));
            Assert.Equal(leads, May(await room.Tasks.AddAsync(planned, room.Terms() with { What = "" }, actor, default)));
            Assert.Equal(leads, May(await room.Tasks.ChangeAsync(planned, 1, room.Terms(), "", actor, default)));
            Assert.Equal(role != Role.Resident, May(await room.Tasks.FinishAsync(planned, 9, "x", actor, default)));
            Assert.Equal(role != Role.Resident, May(await room.Tasks.DropAsync(planned, 9, "x", actor, default)));
            Assert.True(May(await room.Tasks.RemarkAsync(planned, 0, "", actor, default)));
            Assert.Equal(leads, May(await room.TopicDesk.CloseAsync(planned, "", actor, default)));
            Assert.IsType<OtherCommunity>((await room.TopicDesk.CloseAsync(planned, "x", actor with { Community = "neighbour" }, default)).Problem);
        }
    }

    private static async Task<List<AuditRecord>> ActionsAsync(VoteRoom room)
    {
        List<AuditRecord> records = [];
        await foreach (var record in room.Log.ReadAsync(0, default))
        {
            records.Add(record);
        }

        return records;
    }
}
