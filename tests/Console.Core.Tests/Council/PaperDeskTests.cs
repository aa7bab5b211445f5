using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Council.PaperRoom;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>Ballots that need two people: on paper, and at home.</summary>
public sealed class PaperDeskTests
{
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
}
