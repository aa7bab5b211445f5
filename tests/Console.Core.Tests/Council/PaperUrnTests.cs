using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using static CommunityConsole.Core.Tests.Council.PaperRoom;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>The urn of a secret vote: who put a paper in, then what is on the sheets.</summary>
public sealed class PaperUrnTests
{
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
}
