using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

public sealed class VoteDeskTests
{
    [Fact]
    public async Task Cast_TenTimesAtOnceByEach_OneBallotAndOneReceiptEach()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(50));

        var answers = await Task.WhenAll(
            from voter in Enumerable.Range(1, 50) from _ in Enumerable.Range(0, 10) select room.CastAsync(id, voter));

        Assert.All(answers, answer => Assert.True(answer.Succeeded));
        Assert.Equal(50, answers.Select(answer => answer.Value).Distinct().Count());
        Assert.Equal(50, room.Board.Find(id)!.Cast.Ballots);
    }

    [Fact]
    public async Task Cast_AnotherKeyWhereNothingMayChange_IsRefused()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3));
        await room.CastAsync(id, 1);

        Assert.IsType<BallotCastAlready>((await room.CastAsync(id, 1, VoteOption.Against, "other")).Problem);
        Assert.Equal(1, room.Board.Find(id)!.Outcome!.Sums[VoteOption.For].Ballots);
    }

    [Fact]
    public async Task Cast_WhereItMayChange_TheLastCountsOnce()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3, mayChange: true));
        var first = (await room.CastAsync(id, 1, VoteOption.For, "one")).Value;
        var second = (await room.CastAsync(id, 1, VoteOption.Against, "two")).Value;

        Assert.NotEqual(first, second);
        Assert.Equal(first, (await room.CastAsync(id, 1, VoteOption.For, "one")).Value);   // a late repetition changes nothing
        var sums = room.Board.Find(id)!.Outcome!.Sums;
        Assert.Equal((0, 1), (sums[VoteOption.For].Ballots, sums[VoteOption.Against].Ballots));
        Assert.Equal(1, room.Board.Find(id)!.Cast.Ballots);
    }

    [Fact]
    public async Task Cast_ByWhoIsNotOnTheRoll_OrOfAnotherCommunity_IsRefused()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3));

        Assert.IsType<NotOnRoll>((await room.CastAsync(id, 9)).Problem);
        Assert.IsType<VoteNotFound>((await room.Ballots.CastAsync(id, new Ballot(VoteOption.For, "k"), VoteRoom.Of("v1", Role.Resident, "neighbour"), default)).Problem);
        Assert.Equal(0, room.Board.Find(id)!.Cast.Ballots);
    }

    [Fact]
    public async Task Cast_AsProxy_CountsForTheOther_WhoCannotCastHerself()
    {
        await using var room = await VoteRoom.StartAsync();
        var rows = VoteRoom.Draft(3).Roll.Select((row, index) => row with { Area = 100, Proxy = index == 2 ? 1 : null }).ToList();
        var draft = VoteRoom.Draft(3, profile: "owners") with { Roll = rows, OpensAt = VoteRoom.Noon.AddDays(17), ClosesAt = VoteRoom.Noon.AddDays(18) };
        var id = await room.PreparedAsync(draft);
        room.Time.Advance(TimeSpan.FromDays(17));
        await room.Desk.OpenAsync(id, VoteRoom.Chair, default);

        var own = (await room.Ballots.OwnAsync(id, VoteRoom.Voter(1), default)).Value;
        Assert.Equal([false, true], own.Select(one => one.ForOther));
        Assert.True((await room.Ballots.CastAsync(id, new Ballot(VoteOption.For, "k", own[1].Entry.Id), VoteRoom.Voter(1), default)).Succeeded);
        Assert.IsType<BallotGivenAway>((await room.CastAsync(id, 3)).Problem);
        Assert.Equal(new VoteSum(1, 1, 100), room.Board.Find(id)!.Cast);
    }

    [Fact]
    public async Task Close_WithBallotsUnderWay_EachIsWhollyInOrRefused()
    {
        for (var run = 0; run < 20; run++)
        {
            await using var room = await VoteRoom.StartAsync();
            var id = await room.OpenAsync(VoteRoom.Draft(100));
            var ballots = Enumerable.Range(1, 100).Select(voter => Task.Run(() => room.CastAsync(id, voter))).ToList();
            var closed = Task.Run(() => room.Desk.CloseAsync(id, VoteRoom.Chair, default));

            var answers = await Task.WhenAll(ballots);
            var result = (await closed).Value;

            var inside = answers.Count(answer => answer.Succeeded);
            Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.IsType<VoteOver>(answer.Problem));
            Assert.Equal(inside, room.Board.Find(id)!.Outcome!.Cast.Ballots);
            Assert.Equal(inside, result.Outcome!.Cast.Ballots);
        }
    }

    [Fact]
    public async Task Time_OpensAndClosesByTheClock()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.PreparedAsync(VoteRoom.Draft(3) with { OpensAt = VoteRoom.Noon.AddMinutes(10) });

        Assert.IsType<VoteNotOpenYet>((await room.CastAsync(id, 1)).Problem);
        Assert.IsType<VoteTooEarly>((await room.Desk.OpenAsync(id, VoteRoom.Chair, default)).Problem);
        room.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await room.Desk.OpenAsync(id, VoteRoom.Chair, default)).Succeeded);
        var receipt = (await room.CastAsync(id, 1)).Value;

        // Before the loop has looked: the time alone decides.
        room.Time.SetUtcNow(VoteRoom.Noon.AddHours(1));
        Assert.IsType<VoteOver>((await room.CastAsync(id, 2)).Problem);
        await room.Loop.LookAsync(default);
        Assert.Equal(VoteState.Closed, room.Board.Find(id)!.State);
        Assert.Equal(receipt, (await room.CastAsync(id, 1)).Value);   // what was in is in
    }

    [Fact]
    public async Task Notice_OfSevenDays_IsSevenWholeDays()
    {
        await using var room = await VoteRoom.StartAsync();
        var earliest = new DateTimeOffset(2026, 11, 28, 0, 0, 0, TimeSpan.FromHours(8));   // published on the 20th: the 21st to the 27th are whole
        var draft = VoteRoom.Draft(3, profile: "resident-meeting") with { OpensAt = earliest.AddSeconds(-1), ClosesAt = earliest.AddDays(1) };

        Assert.Equal("vote.invalid", (await room.Desk.PrepareAsync(draft, VoteRoom.Chair, default)).Problem!.Code);
        Assert.True((await room.Desk.PrepareAsync(draft with { OpensAt = earliest }, VoteRoom.Chair, default)).Succeeded);
    }

    [Fact]
    public async Task Chair_AndNobodyElse_WithinTheRules()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.PreparedAsync(VoteRoom.Draft(2));

        Assert.IsType<NotAllowed>((await room.Desk.OpenAsync(id, VoteRoom.Shen, default)).Problem);
        await room.Desk.OpenAsync(id, VoteRoom.Chair, default);
        Assert.IsType<VoteReasonNeeded>((await room.Desk.ExtendAsync(id, VoteRoom.Noon.AddHours(1.25), " ", VoteRoom.Chair, default)).Problem);
        Assert.True((await room.Desk.ExtendAsync(id, VoteRoom.Noon.AddHours(1.25), "还有人在路上", VoteRoom.Chair, default)).Succeeded);
        Assert.IsType<ExtensionTooLong>((await room.Desk.ExtendAsync(id, VoteRoom.Noon.AddHours(1.6), "再等等", VoteRoom.Chair, default)).Problem);
        Assert.IsType<VoteStepIllegal>((await room.Desk.AnnounceAsync(id, VoteRoom.Chair, default)).Problem);
        Assert.True((await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Succeeded);
        Assert.True((await room.Desk.AnnounceAsync(id, VoteRoom.Chair, default)).Succeeded);
        Assert.IsType<VoteStepIllegal>((await room.Desk.CancelAsync(id, "算了", VoteRoom.Chair, default)).Problem);
    }

    [Fact]
    public async Task Close_EarlyWhereTheRulesDoNotLeaveItToTheChair_OnlyWhenAllHaveVoted()
    {
        await using var room = await VoteRoom.StartAsync();
        var draft = VoteRoom.Draft(2, VoteMode.NamedTurnout, "owners");
        draft = draft with { OpensAt = VoteRoom.Noon.AddDays(17), ClosesAt = VoteRoom.Noon.AddDays(28), Roll = [.. draft.Roll.Select(row => row with { Area = 8_935 })] };
        var id = await room.PreparedAsync(draft);
        room.Time.Advance(TimeSpan.FromDays(17));
        await room.Desk.OpenAsync(id, VoteRoom.Chair, default);
        await room.CastAsync(id, 1);

        Assert.IsType<VoteStillRuns>((await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Problem);
        await room.CastAsync(id, 2);
        Assert.Equal(VoteOption.For, (await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Value.Outcome!.Carried);
    }

    [Theory]
    [InlineData(VoteMode.Named)]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task Restart_InTheMiddle_ForgetsNothing(VoteMode mode)
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(30, mode));
        var before = new List<VoteReceipt>();
        for (var voter = 1; voter <= 20; voter++)
        {
            before.Add((await room.CastAsync(id, voter)).Value);
        }

        await using var again = await VoteRoom.StartAsync(before: room);

        Assert.Equal(room.Board.Find(id)!.Sequence, again.Board.Find(id)!.Sequence);
        for (var voter = 1; voter <= 20; voter++)
        {
            Assert.Equal(before[voter - 1], (await again.CastAsync(id, voter)).Value);
            Assert.IsType<BallotCastAlready>((await again.CastAsync(id, voter, key: "new", phrase: $"别的 {voter}")).Problem);
        }

        Assert.True((await again.CastAsync(id, 21)).Succeeded);
        Assert.Equal(21, (await again.Desk.CloseAsync(id, VoteRoom.Chair, default)).Value.Outcome!.Cast.Ballots);
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task View_BeforeTheClose_HasNoFigureOfAnyOption(VoteMode mode)
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(30, mode));
        for (var voter = 1; voter <= 23; voter++)
        {
            await room.CastAsync(id, voter, voter % 2 == 0 ? VoteOption.For : VoteOption.Against);
        }

        var view = room.Board.Find(id)!;
        Assert.Null(view.Outcome);
        Assert.Equal(mode == VoteMode.Secret ? 20 : 23, view.Cast.Ballots);
        Assert.IsType<VoteNotClosed>((await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Problem);
        Assert.All((await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value, line => Assert.Null(line.Option));
    }

    [Fact]
    public async Task Secret_PhraseOnAnotherBallot_IsRefused_AndTheListComesFromTwentyOn()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(19, VoteMode.Secret));
        await room.CastAsync(id, 1, phrase: "春天 火车");

        Assert.IsType<PhraseTaken>((await room.CastAsync(id, 2, phrase: "春天 火车")).Problem);
        Assert.IsType<PhraseNotValid>((await room.CastAsync(id, 2, phrase: "一个词")).Problem);
        for (var voter = 2; voter <= 19; voter++)
        {
            await room.CastAsync(id, voter);
        }

        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);
        Assert.DoesNotContain((await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value.Leaves, line => VoteLeaf.Read(LogLine.Read(line).Content) is BoxLeaf);
    }

    [Fact]
    public async Task Checkpoints_AtPublicationAndOpening_EveryTenMinutesWhereSomethingCame_AndAtTheClose()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(5));
        for (var minute = 1; minute <= 25; minute++)
        {
            room.Time.SetUtcNow(VoteRoom.Noon.AddMinutes(minute));
            if (minute is 3 or 4)
            {
                await room.CastAsync(id, minute);
            }

            await room.Loop.LookAsync(default);
        }

        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);
        var kept = (await room.Archive.CheckpointsAsync(id, VoteRoom.Shen, default)).Value;
        Assert.Equal([0, 0, 10, 25], kept.Select(one => (int)(one.At - VoteRoom.Noon).TotalMinutes));
        Assert.All(kept, one => Assert.True(VoteKey.IsGenuine(one, room.Key.PublicKey)));
    }

    [Fact]
    public async Task Secret_RetryAfterTheClose_StillGetsItsReceipt()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3, VoteMode.Secret));
        var receipt = (await room.CastAsync(id, 1)).Value;
        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);

        Assert.Equal(receipt, (await room.CastAsync(id, 1)).Value);
        Assert.IsType<VoteOver>((await room.CastAsync(id, 2)).Problem);
    }

    [Fact]
    public async Task Change_MoreThanTwentyTimes_IsRefused_AndTheLastChoiceStands()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3, mayChange: true));
        for (var change = 0; change <= 20; change++)
        {
            Assert.True((await room.CastAsync(id, 1, VoteOption.For, $"k{change}")).Succeeded);
        }

        Assert.IsType<TooManyChanges>((await room.CastAsync(id, 1, VoteOption.Against, "more")).Problem);
        Assert.Equal(1, room.Board.Find(id)!.Outcome!.Sums[VoteOption.For].Ballots);
    }

    [Fact]
    public async Task OneVoteThatCannotBeRead_LeavesTheOthersAlone()
    {
        var store = new VolatileVoteStore();
        await using var room = await VoteRoom.StartAsync(store);
        var (broken, sound) = (await room.OpenAsync(VoteRoom.Draft(3)), await room.OpenAsync(VoteRoom.Draft(3)));
        await room.CastAsync(broken, 1);
        (await store.FindAsync(broken, default))!.Leaves[1][^1] ^= 1;

        await using var again = await VoteRoom.StartAsync(before: room);
        Assert.Null(again.Board.Find(broken));
        var answers = new[] { again.CastAsync(broken, 2), again.CastAsync(sound, 2) };
        await Assert.ThrowsAsync<InvalidDataException>(() => answers[0]);
        Assert.True((await answers[1]).Succeeded);
    }

    [Fact]
    public async Task Serve_OnlyTabletAndHome_AndOnce_AndTheLogOfTheProgramSaysForWhichEntry()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3, VoteMode.NamedTurnout));
        var entry = (await room.Archive.RollAsync(id, VoteRoom.Clerk, default)).Value[1].Entry.Id;

        Assert.Equal("vote.invalid", (await room.Ballots.ServeAsync(id, entry, new Ballot(VoteOption.For, "k"), VoteChannel.Phone, VoteRoom.Clerk, default)).Problem!.Code);
        Assert.True((await room.Ballots.ServeAsync(id, entry, new Ballot(VoteOption.Against, "k"), VoteChannel.Tablet, VoteRoom.Clerk, default)).Succeeded);
        Assert.IsType<BallotCastAlready>((await room.Ballots.ServeAsync(id, entry, new Ballot(VoteOption.For, "k2"), VoteChannel.Tablet, VoteRoom.Clerk, default)).Problem);
        var served = new List<AuditRecord>();
        await foreach (var record in room.Log.ReadAsync(0, default))
        {
            served.Add(record);
        }

        var done = served.Single(record => record is { Action: "vote.serve", Result: AuditEntry.Done });
        Assert.Contains(entry.ToString(), done.Details!.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(VoteOption.Against, done.Details.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_SetBack_TheLogNeverRunsBackwards()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3));
        room.Time.Advance(TimeSpan.FromMinutes(5));
        await room.CastAsync(id, 1);
        room.Time.AdjustTime(VoteRoom.Noon.AddMinutes(1));
        await room.CastAsync(id, 2);
        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);

        var verdict = VoteCheck.Of(PublishedVote.Of((await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value));
        Assert.True(verdict.IsRight, verdict.Fault?.Why.En);
    }

    [Fact]
    public async Task Store_ThatFails_AcknowledgesNothing_AndTheSameBallotComesInLater()
    {
        var store = new FailingVoteStore();
        await using var room = await VoteRoom.StartAsync(store);
        var id = await room.OpenAsync(VoteRoom.Draft(3));
        store.Fails = true;
        await Assert.ThrowsAsync<IOException>(() => room.CastAsync(id, 1));
        store.Fails = false;

        Assert.Equal(0, (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Count(line => line.Cast));
        Assert.True((await room.CastAsync(id, 1)).Succeeded);
        Assert.Equal(1, room.Board.Find(id)!.Cast.Ballots);
    }

    // The disk is full, as long as the test says so.
    private sealed class FailingVoteStore : IVoteStore
    {
        private readonly VolatileVoteStore _inner = new();

        public bool Fails { get; set; }

        public Task<IReadOnlyList<VoteId>> ListAsync(CancellationToken cancellation) => _inner.ListAsync(cancellation);

        public Task<StoredVote?> FindAsync(VoteId id, CancellationToken cancellation) => _inner.FindAsync(id, cancellation);

        public Task<VoteId> NextAsync(CancellationToken cancellation) => _inner.NextAsync(cancellation);

        public Task<IReadOnlyList<BoxedBallot>> OpenBoxAsync(VoteId id, CancellationToken cancellation) => _inner.OpenBoxAsync(id, cancellation);

        public Task CommitAsync(IReadOnlyList<VoteChange> changes, CancellationToken cancellation) =>
            Fails ? throw new IOException("disk full") : _inner.CommitAsync(changes, cancellation);

        public Task ForgetOrderAsync(CancellationToken cancellation) => _inner.ForgetOrderAsync(cancellation);
    }
}
