using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>Ballots that need two people: on paper, and at home.</summary>
public sealed class PaperDeskTests
{
    private static readonly Actor One = VoteRoom.Clerk;
    private static readonly Actor Two = VoteRoom.Second;

    [Fact]
    public async Task Paper_EnteredByOnePersonHoweverOften_IsNoBallot()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);

        Assert.Equal(PaperOutcome.Waiting, await EnterAsync(room, id, roll[0], VoteOption.For, One));
        Assert.Equal(PaperOutcome.Waiting, await EnterAsync(room, id, roll[0], VoteOption.For, One));

        Assert.Equal(0, room.Board.Find(id)!.Cast.Ballots);
        Assert.Equal(0, room.Board.Find(id)!.Outcome!.Sums[VoteOption.For].Ballots);
    }

    [Fact]
    public async Task Paper_EnteredAlikeByTwo_IsCastAsPaper_AndTheVoterFindsIt()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);
        await EnterAsync(room, id, roll[0], VoteOption.Against, One);

        var agreed = (await room.Papers.EnterAsync(id, roll[0], VoteOption.Against, Two, default)).Value;

        Assert.Equal(1, room.Board.Find(id)!.Outcome!.Sums[VoteOption.Against].Ballots);
        Assert.Equal(agreed.Receipt, (await room.Ballots.OwnAsync(id, VoteRoom.Voter(1), default)).Value.Single().Receipt);
        Assert.Empty(await LinesAsync(room, id));
        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);
        var ballot = Assert.Single((await LeavesAsync(room, id)).OfType<BallotLeaf>());
        Assert.Equal((VoteChannel.Paper, VoteOption.Against), (ballot.Channel, ballot.Option));
        Assert.True((await VerdictAsync(room, id)).IsRight);
    }

    [Fact]
    public async Task Paper_EnteredDifferently_IsToldToBothWithoutTheChoice_AndIsCastOnceTheyAgree()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.NamedTurnout);
        await EnterAsync(room, id, roll[0], VoteOption.For, One);

        Assert.Equal(PaperOutcome.Differs, await EnterAsync(room, id, roll[0], VoteOption.Against, Two));
        var told = Assert.Single(await LinesAsync(room, id));
        Assert.True(told.Differs);
        Assert.Equal([One.Id, Two.Id], told.AgainBy.OrderBy(person => person.Value));

        // Who was wrong does not find out by trying: the other's reading is gone too.
        Assert.Equal(PaperOutcome.Waiting, await EnterAsync(room, id, roll[0], VoteOption.For, Two));
        Assert.Equal(PaperOutcome.Agreed, await EnterAsync(room, id, roll[0], VoteOption.For, One));
        Assert.Equal(1, room.Board.Find(id)!.Cast.Ballots);
    }

    [Fact]
    public async Task Paper_OfSomebodyWhoVotesByPhoneMeanwhile_IsRefused_AndTheOtherWayRound()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);
        await EnterAsync(room, id, roll[0], VoteOption.For, One);
        Assert.True((await room.CastAsync(id, 1, VoteOption.Against)).Succeeded);

        Assert.IsType<BallotCastAlready>((await room.Papers.EnterAsync(id, roll[0], VoteOption.For, Two, default)).Problem);
        Assert.Empty(await LinesAsync(room, id));
        await EnterAsync(room, id, roll[1], VoteOption.For, One);
        await EnterAsync(room, id, roll[1], VoteOption.For, Two);
        Assert.IsType<BallotCastAlready>((await room.CastAsync(id, 2, VoteOption.Against)).Problem);
        Assert.Equal((1, 1), (room.Board.Find(id)!.Outcome!.Sums[VoteOption.For].Ballots, room.Board.Find(id)!.Outcome!.Sums[VoteOption.Against].Ballots));
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task HalfEntered_SurvivesARestart_AndIsAuditedWithoutTheChoice(VoteMode mode)
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, mode);
        if (mode == VoteMode.Secret)
        {
            await OpenUrnAsync(room, id, roll);
        }

        await PutAsync(room, id, mode, roll[0], One);

        await using var again = await VoteRoom.StartAsync(before: room);
        Assert.NotEmpty(await LinesAsync(again, id));
        await PutAsync(again, id, mode, roll[0], Two);
        if (mode == VoteMode.Secret)
        {
            await SheetsAsync(again, id, 2, 3, 4, 5);
        }

        Assert.Equal(mode == VoteMode.Secret ? 5 : 1, (await again.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Count(line => line.Cast));
        await foreach (var record in room.Log.ReadAsync(0, default))
        {
            // Nor, of a secret vote, whose it was and which sheet: the order of the entries would name one by the other.
            Assert.DoesNotContain(mode == VoteMode.Secret ? roll[0].ToString() : VoteOption.Against, $"{record.Details}", StringComparison.Ordinal);
            Assert.DoesNotContain("00007", $"{record.Details}", StringComparison.Ordinal);
            Assert.DoesNotContain(VoteOption.Against, $"{record.Details}", StringComparison.Ordinal);
            Assert.DoesNotContain("青松", $"{record.Details}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Urn_IsCastAsAWhole_WhenTwoAgreeOnEveryVoterAndEverySheet()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await OpenUrnAsync(room, id, roll);
        Assert.IsType<BallotInUrn>((await room.CastAsync(id, 1)).Problem);   // one paper, one ballot
        await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "青松 喜鹊", One, default);
        await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "青松 喜鹊", Two, default);
        Assert.IsType<PhraseTaken>((await room.CastAsync(id, 6, phrase: "青松 喜鹊")).Problem);
        await SheetsAsync(room, id, 2, 3, 4);
        Assert.All(await LinesAsync(room, id), line => Assert.True(line.Agreed));

        Assert.Equal(0, (await room.Papers.EnterSheetAsync(id, 5, VoteOption.Against, "", One, default)).Value.Cast);
        Assert.Equal(5, (await room.Papers.EnterSheetAsync(id, 5, VoteOption.Against, "", Two, default)).Value.Cast);

        Assert.Empty(await LinesAsync(room, id));
        Assert.IsType<BallotCastAlready>((await room.CastAsync(id, 1)).Problem);
        Assert.True((await room.Papers.HandAsync(id, roll[5], One, default)).Succeeded);   // the next urn
        var sums = (await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Value.Outcome!.Sums;
        Assert.Equal((1, 4), (sums[VoteOption.For].Ballots, sums[VoteOption.Against].Ballots));
        Assert.All((await LeavesAsync(room, id)).OfType<TurnoutLeaf>(), leaf => Assert.Equal(VoteChannel.Paper, leaf.Channel));
        Assert.True((await VerdictAsync(room, id)).IsRight);
    }

    [Fact]
    public async Task Urn_OfFewerThanFive_IsNotOpened_AndWhatIsOnASheetIsEnteredOnlyAfterThat()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await HandAsync(room, id, roll.Take(4));
        Assert.IsType<UrnNotReady>((await room.Papers.OpenUrnAsync(id, One, default)).Problem);
        Assert.IsType<UrnNotOpen>((await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "", One, default)).Problem);
        await HandAsync(room, id, roll.Skip(4).Take(1));
        await room.Papers.HandAsync(id, roll[5], One, default);
        Assert.IsType<UrnNotReady>((await room.Papers.OpenUrnAsync(id, One, default)).Problem);   // one waits for its second person
        await room.Papers.TakeBackAsync(id, SlipKind.Handed, roll[5].ToString(), Two, default);

        Assert.Equal(PaperOutcome.Waiting, (await room.Papers.OpenUrnAsync(id, One, default)).Value.Outcome);
        Assert.IsType<UrnNotOpen>((await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "", One, default)).Problem);
        Assert.Equal(PaperOutcome.Agreed, (await room.Papers.OpenUrnAsync(id, Two, default)).Value.Outcome);

        Assert.IsType<UrnIsOpen>((await room.Papers.HandAsync(id, roll[5], One, default)).Problem);
        Assert.True((await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "", One, default)).Succeeded);
        Assert.IsType<UrnHasSheets>((await room.Papers.TakeBackAsync(id, SlipKind.Urn, "", One, default)).Problem);
        await room.Papers.TakeBackAsync(id, SlipKind.Sheet, "00001", Two, default);
        await room.Papers.TakeBackAsync(id, SlipKind.Urn, "", One, default);
        await room.Papers.TakeBackAsync(id, SlipKind.Urn, "", Two, default);
        Assert.True((await room.Papers.HandAsync(id, roll[5], One, default)).Succeeded);
    }

    [Fact]
    public async Task Urn_ShrunkBelowFiveAfterItWasOpened_IsNotCast()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await OpenUrnAsync(room, id, roll);
        await room.Papers.TakeBackAsync(id, SlipKind.Handed, roll[4].ToString(), One, default);
        await room.Papers.TakeBackAsync(id, SlipKind.Handed, roll[4].ToString(), Two, default);

        await SheetsAsync(room, id, 1, 2, 3, 4);

        Assert.IsType<UrnNotComplete>((await room.Papers.CountAsync(id, One, default)).Problem);
        Assert.Equal(0, (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Count(one => one.Cast));
    }

    [Fact]
    public async Task Urn_PutInByOneClerksWordAlone_KeepsNobodyFromVotingByPhone_AndTheWordIsGone()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await room.Papers.HandAsync(id, roll[0], One, default);

        Assert.True((await room.CastAsync(id, 1)).Succeeded);
        Assert.Empty(await LinesAsync(room, id));
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task WhatOnePersonEntered_AnotherMayTakeBack(VoteMode mode)
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, mode);
        await (mode == VoteMode.Secret ? room.Papers.HandAsync(id, roll[0], One, default) : room.Papers.EnterAsync(id, roll[0], VoteOption.For, One, default));

        var line = Assert.Single(await LinesAsync(room, id));
        Assert.Equal(PaperOutcome.TakenBack, (await room.Papers.TakeBackAsync(id, line.Kind, line.About, Two, default)).Value.Outcome);
        Assert.Empty(await LinesAsync(room, id));
    }

    [Fact]
    public async Task WordAtAHome_IsTakenBackByWhoGaveItAlone()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);
        await room.Papers.WitnessAsync(id, roll[0], One, default);

        Assert.IsType<NothingToTakeBack>((await room.Papers.TakeBackAsync(id, SlipKind.Witness, roll[0].ToString(), Two, default)).Problem);
        Assert.True((await room.Papers.TakeBackAsync(id, SlipKind.Witness, roll[0].ToString(), One, default)).Succeeded);
    }

    [Fact]
    public async Task WhatTwoAgreedOn_GoesByTwoPeople_AndTakingBackCountsNothing()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await OpenUrnAsync(room, id, roll);
        await SheetsAsync(room, id, 2, 3, 4, 5);
        await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "", One, default);
        await SheetsAsync(room, id, 6);
        await room.Papers.EnterSheetAsync(id, 1, VoteOption.For, "", Two, default);

        async Task<SlipLine?> SecondAsync() => (await LinesAsync(room, id)).SingleOrDefault(one => one is { Kind: SlipKind.Sheet, Sheet: "2" });
        async Task<Result<PaperAnswer>> TakeBackAsync(Actor clerk) => await room.Papers.TakeBackAsync(id, SlipKind.Sheet, "00002", clerk, default);
        Assert.Equal(0, (await TakeBackAsync(One)).Value.Cast);
        Assert.True((await SecondAsync())!.Agreed);
        Assert.True((await room.Papers.KeepAsync(id, SlipKind.Sheet, "00002", One, default)).Succeeded);
        Assert.Equal(PaperOutcome.Marked, (await TakeBackAsync(One)).Value.Outcome);
        Assert.IsType<NothingToTakeBack>((await room.Papers.KeepAsync(id, SlipKind.Sheet, "00002", Two, default)).Problem);
        Assert.IsType<NothingToTakeBack>((await TakeBackAsync(One)).Problem);   // however often one presses
        Assert.True((await SecondAsync())!.Agreed);
        Assert.Equal(0, (await TakeBackAsync(Two)).Value.Cast);

        Assert.Null(await SecondAsync());
        Assert.Equal(0, (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Count(one => one.Cast));
        Assert.Equal(5, (await room.Papers.CountAsync(id, Two, default)).Value.Cast);
        Assert.IsType<UrnNotComplete>((await room.Papers.CountAsync(id, Two, default)).Problem);
    }

    [Fact]
    public async Task Secret_NoSlipHoldsAVoterAndAChoice_AndNoneIsLeftAfterTheClose()
    {
        var store = new VolatileVoteStore();
        await using var room = await VoteRoom.StartAsync(store);
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        Assert.IsType<PaperOfOtherMode>((await room.Papers.EnterAsync(id, roll[0], VoteOption.For, One, default)).Problem);
        await OpenUrnAsync(room, id, roll);
        await PutAsync(room, id, VoteMode.Secret, roll[0], One);

        var slips = (await store.FindAsync(id, default))!.Slips;
        Assert.Equal(5, slips.Count(slip => slip.Kind == SlipKind.Handed));
        Assert.Single(slips, slip => slip.Kind == SlipKind.Sheet);
        Assert.DoesNotContain(slips, slip => slip.Content.Contains(VoteOption.Against, StringComparison.Ordinal) && slip.About == roll[0].ToString());
        await room.Desk.CloseAsync(id, VoteRoom.Chair, default);
        Assert.Equal(new VoteSlip(SlipKind.Lost, "", null, "5"), Assert.Single((await store.FindAsync(id, default))!.Slips));   // how many, and nothing else
        Assert.True((await VerdictAsync(room, id)).IsRight);
    }

    [Fact]
    public async Task Urn_WithASpoiltSheet_AddsUp_AndTheSheetIsAnAbstention()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(8, VoteMode.Secret) with { Options = [new("a", "甲"), new("b", "乙")] });
        var roll = (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Select(line => line.Entry.Id).ToList();
        await OpenUrnAsync(room, id, roll);
        foreach (var clerk in new[] { One, Two })
        {
            foreach (var sheet in Enumerable.Range(1, 5))
            {
                Assert.True((await room.Papers.EnterSheetAsync(id, sheet, sheet == 5 ? VoteSlip.Spoilt : "a", "", clerk, default)).Succeeded);
            }
        }

        var sums = (await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Value.Outcome!.Sums;
        Assert.Equal((4, 1), (sums["a"].Ballots, sums[VoteOption.Abstain].Ballots));
        Assert.True((await VerdictAsync(room, id)).IsRight);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WhatWaitsAtTheClose_IsNotCounted_AndItsNumberStandsInStepsAndAudit(bool byItself)
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await HandAsync(room, id, roll.Take(2));
        if (byItself)
        {
            room.Time.SetUtcNow(VoteRoom.Noon.AddHours(1));
            await room.Loop.LookAsync(default);
        }
        else
        {
            await room.Desk.CloseAsync(id, VoteRoom.Chair, default);
        }

        var steps = (await room.Archive.StepsAsync(id, VoteRoom.Shen, default)).Value;
        Assert.Equal(2, Assert.Single(steps, step => step.Kind == VoteStepKind.Closed).PapersLost);
        var said = new List<string>();
        await foreach (var record in room.Log.ReadAsync(0, default))
        {
            said.Add($"{record.Action} {record.Details?.Reason}");
        }

        Assert.Contains("vote.close PapersLost: 2", said);
    }

    [Fact]
    public async Task SheetsOfAnUrn_AreNeverMoreThanThePeopleOnTheRoll()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Secret);
        await OpenUrnAsync(room, id, roll);
        foreach (var sheet in Enumerable.Range(1, 8))
        {
            Assert.True((await room.Papers.EnterSheetAsync(id, sheet, VoteOption.For, "", One, default)).Succeeded);
        }

        Assert.IsType<SheetsTooMany>((await room.Papers.EnterSheetAsync(id, 9, VoteOption.For, "", One, default)).Problem);
    }

    [Fact]
    public async Task TheSameCommandAgain_GetsAnAnswer()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);
        var (enters, serves) = (One with { CommandKey = Guid.NewGuid() }, One with { CommandKey = Guid.NewGuid() });
        await room.Papers.EnterAsync(id, roll[0], VoteOption.For, enters, default);
        Assert.Equal(PaperOutcome.Before, (await room.Papers.EnterAsync(id, roll[0], VoteOption.For, enters, default)).Value.Outcome);

        var served = await room.Ballots.ServeAsync(id, roll[1], new Ballot(VoteOption.For, "k"), VoteChannel.Tablet, serves, default);
        Assert.Equal(served.Value, (await room.Ballots.ServeAsync(id, roll[1], new Ballot(VoteOption.For, "k"), VoteChannel.Tablet, serves, default)).Value);
    }

    [Fact]
    public async Task Paper_AfterTheEnd_IsRefused()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);
        await EnterAsync(room, id, roll[0], VoteOption.For, One);
        room.Time.SetUtcNow(VoteRoom.Noon.AddHours(1));

        Assert.IsType<VoteOver>((await room.Papers.EnterAsync(id, roll[0], VoteOption.For, Two, default)).Problem);
        Assert.Equal(0, room.Board.Find(id)!.Cast.Ballots);
    }

    [Fact]
    public async Task Visit_NeedsAnotherPersonsWord_OfTheLastHalfHour()
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.NamedTurnout);
        Task<Result<VoteReceipt>> ServeAsync(int voter) => room.Ballots.ServeAsync(id, roll[voter], new Ballot(VoteOption.For, $"k{voter}"), VoteChannel.Visit, One, default);

        Assert.IsType<VisitNeedsTwo>((await ServeAsync(0)).Problem);
        await room.Papers.WitnessAsync(id, roll[0], One, default);
        Assert.IsType<VisitNeedsTwo>((await ServeAsync(0)).Problem);   // one's own word is no second one
        await room.Papers.WitnessAsync(id, roll[0], Two, default);
        Assert.IsType<VisitNeedsTwo>((await ServeAsync(1)).Problem);   // nor is one for somebody else
        Assert.True((await ServeAsync(0)).Succeeded);
        await room.Papers.WitnessAsync(id, roll[1], Two, default);
        room.Time.Advance(BallotDesk.WitnessHolds + TimeSpan.FromSeconds(1));
        Assert.IsType<VisitNeedsTwo>((await ServeAsync(1)).Problem);
        Assert.Equal(1, room.Board.Find(id)!.Cast.Ballots);
    }

    [Theory]
    [InlineData(Role.StationClerk, true)]
    [InlineData(Role.SocialWorker, true)]
    [InlineData(Role.GridManager, true)]
    [InlineData(Role.CouncilChair, false)]
    [InlineData(Role.Scrutineer, false)]
    [InlineData(Role.RepairWorker, false)]
    [InlineData(Role.Resident, false)]
    [InlineData(Role.Administrator, false)]
    public async Task EveryCommand_ByRole_IsRefusedExactlyWhereItShouldBe(Role role, bool allowed)
    {
        await using var room = await VoteRoom.StartAsync();
        var (id, roll) = await OpenAsync(room, VoteMode.Named);
        var actor = VoteRoom.Of("somebody", role);

        Problem?[] refusals =
        [
            (await room.Papers.EnterAsync(id, roll[0], VoteOption.For, actor, default)).Problem,
            (await room.Papers.TakeBackAsync(id, SlipKind.Paper, roll[0].ToString(), actor, default)).Problem,
            (await room.Papers.KeepAsync(id, SlipKind.Paper, roll[0].ToString(), actor, default)).Problem,
            (await room.Papers.CountAsync(id, actor, default)).Problem,
            (await room.Papers.WitnessAsync(id, roll[0], actor, default)).Problem,
        ];
        Assert.All(refusals, refusal => Assert.Equal(!allowed, refusal is NotAllowed));
        Assert.Equal(allowed || role is Role.CouncilChair or Role.Scrutineer, (await room.Papers.ListAsync(id, actor, default)).Succeeded);
        Assert.IsType<VoteNotFound>((await room.Papers.EnterAsync(id, roll[1], VoteOption.For, VoteRoom.Of("somebody", role, "neighbour"), default)).Problem);
    }

    private static async Task<(VoteId Id, IReadOnlyList<RollId> Roll)> OpenAsync(VoteRoom room, VoteMode mode)
    {
        var id = await room.OpenAsync(VoteRoom.Draft(8, mode));
        return (id, [.. (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Select(line => line.Entry.Id)]);
    }

    private static async Task<PaperOutcome> EnterAsync(VoteRoom room, VoteId id, RollId entry, string option, Actor clerk) =>
        (await room.Papers.EnterAsync(id, entry, option, clerk, default)).Value.Outcome;

    private static async Task HandAsync(VoteRoom room, VoteId id, IEnumerable<RollId> voters)
    {
        foreach (var voter in voters)
        {
            Assert.True((await room.Papers.HandAsync(id, voter, One, default)).Succeeded);
            Assert.True((await room.Papers.HandAsync(id, voter, Two, default)).Succeeded);
        }
    }

    private static async Task OpenUrnAsync(VoteRoom room, VoteId id, IReadOnlyList<RollId> roll)
    {
        await HandAsync(room, id, roll.Take(5));
        Assert.True((await room.Papers.OpenUrnAsync(id, One, default)).Succeeded);
        Assert.True((await room.Papers.OpenUrnAsync(id, Two, default)).Succeeded);
    }

    private static async Task SheetsAsync(VoteRoom room, VoteId id, params int[] sheets)
    {
        foreach (var sheet in sheets)
        {
            Assert.True((await room.Papers.EnterSheetAsync(id, sheet, VoteOption.Against, "", One, default)).Succeeded);
            Assert.True((await room.Papers.EnterSheetAsync(id, sheet, VoteOption.Against, "", Two, default)).Succeeded);
        }
    }

    private static async Task PutAsync(VoteRoom room, VoteId id, VoteMode mode, RollId entry, Actor clerk)
    {
        if (mode == VoteMode.Secret)
        {
            Assert.True((await room.Papers.EnterSheetAsync(id, 7, VoteOption.Against, "青松 喜鹊", clerk, default)).Succeeded);
        }
        else
        {
            Assert.True((await room.Papers.EnterAsync(id, entry, VoteOption.Against, clerk, default)).Succeeded);
        }
    }

    private static async Task<IReadOnlyList<SlipLine>> LinesAsync(VoteRoom room, VoteId id) => (await room.Papers.ListAsync(id, One, default)).Value;

    private static async Task<IEnumerable<VoteLeaf>> LeavesAsync(VoteRoom room, VoteId id) =>
        (await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value.Leaves.Select(line => VoteLeaf.Read(LogLine.Read(line).Content));

    private static async Task<VoteVerdict> VerdictAsync(VoteRoom room, VoteId id) =>
        VoteCheck.Of(PublishedVote.Of((await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value));
}
