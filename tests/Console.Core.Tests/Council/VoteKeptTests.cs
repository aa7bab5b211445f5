using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>What must hold around votes: one command one vote, books put away, the right key, a clock that jumps.</summary>
public sealed class VoteKeptTests
{
    [Fact]
    public async Task Prepare_TwiceAtOnceWithOneKey_IsOneVote_AlsoAfterARestart()
    {
        await using var room = await VoteRoom.StartAsync();
        var chair = VoteRoom.Chair with { CommandKey = Guid.NewGuid() };

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => room.Desk.PrepareAsync(VoteRoom.Draft(2), chair, default))));

        Assert.Single(made.Select(one => one.Value.Id).Distinct());
        Assert.Single(room.Board.Latest("demo"));

        // The audit log is another file: the program may have ended before the command stood there.
        await using var again = await VoteRoom.StartAsync(before: room);
        Assert.Equal(made[0].Value.Id, (await again.Desk.PrepareAsync(VoteRoom.Draft(2), chair, default)).Value.Id);
        Assert.NotEqual(made[0].Value.Id, (await again.Desk.PrepareAsync(VoteRoom.Draft(2), chair with { CommandKey = Guid.NewGuid() }, default)).Value.Id);
    }

    [Fact]
    public async Task Books_OfVotesThatAreOver_ArePutAway_AndOpenedAgainWhenSomebodyAsks()
    {
        await using var room = await VoteRoom.StartAsync();
        var running = await room.OpenAsync(VoteRoom.Draft(2));
        var over = new List<(VoteId Id, VoteReceipt Receipt)>();
        for (var vote = 0; vote < BookShelf.MostOver + 4; vote++)
        {
            var id = await room.OpenAsync(VoteRoom.Draft(2));
            over.Add((id, (await room.CastAsync(id, 1)).Value));
            await room.Desk.CloseAsync(id, VoteRoom.Chair, default);
        }

        Assert.Equal(BookShelf.MostOver + 1, room.Held);
        foreach (var (id, receipt) in over)
        {
            Assert.Equal(receipt, (await room.Ballots.OwnAsync(id, VoteRoom.Voter(1), default)).Value.Single().Receipt);
        }

        Assert.True((await room.CastAsync(running, 1)).Succeeded);
        Assert.Equal(BookShelf.MostOver + 1, room.Held);
    }

    [Fact]
    public async Task OtherKey_SignsNothing_SaysSo_AndTakesBallotsUntilTheRightOneIsBack()
    {
        await using var room = await VoteRoom.StartAsync();
        var (open, prepared) = (await room.OpenAsync(VoteRoom.Draft(3)), await room.PreparedAsync(VoteRoom.Draft(3)));
        await using var other = await VoteRoom.StartAsync(before: room, key: VoteKey.Create());

        Assert.Equal(2, other.Signer.Others);
        Assert.IsType<VoteKeyIsOther>((await other.Desk.PrepareAsync(VoteRoom.Draft(3), VoteRoom.Chair, default)).Problem);
        Assert.IsType<VoteKeyIsOther>((await other.Desk.OpenAsync(prepared, VoteRoom.Chair, default)).Problem);
        Assert.IsType<VoteKeyIsOther>((await other.Desk.CloseAsync(open, VoteRoom.Chair, default)).Problem);
        var receipt = (await other.CastAsync(open, 1)).Value;
        room.Time.Advance(TimeSpan.FromHours(2));
        await other.Loop.LookAsync(default);
        Assert.Equal(VoteState.Open, other.Board.Find(open)!.State);

        await using var right = await VoteRoom.StartAsync(before: room);
        await right.Loop.LookAsync(default);
        Assert.Equal(0, right.Signer.Others);
        Assert.Equal(VoteState.Closed, right.Board.Find(open)!.State);
        Assert.Equal(receipt, (await right.CastAsync(open, 1)).Value);
        var verdict = VoteCheck.Of(PublishedVote.Of((await right.Archive.RecordAsync(open, VoteRoom.Shen, default)).Value));
        Assert.True(verdict.IsRight, verdict.Fault?.Why.En);
    }

    [Fact]
    public async Task Clock_PutForwardByMistake_ClosesNothing_AndPutBackTheVoteGoesOn()
    {
        var time = new JumpyTime();
        await using var room = await VoteRoom.StartAsync(time: time);
        var id = await room.OpenAsync(VoteRoom.Draft(3));
        await room.Loop.LookAsync(default);

        time.Ahead = TimeSpan.FromDays(1);
        await room.Loop.LookAsync(default);
        Assert.Equal(VoteState.Open, room.Board.Find(id)!.State);
        Assert.Equal(TimeSpan.FromDays(1), room.Clock.Jump!.By);
        time.Advance(TimeSpan.FromMinutes(30));
        await room.Loop.LookAsync(default);
        Assert.Equal(VoteState.Open, room.Board.Find(id)!.State);

        time.Ahead = TimeSpan.Zero;
        await room.Loop.LookAsync(default);
        Assert.Null(room.Clock.Jump);
        Assert.True((await room.CastAsync(id, 1)).Succeeded);
    }

    [Fact]
    public async Task Clock_PutForward_AndLeftSo_TheVoteClosesWhenItsTimeHasPassed_OrByItsChair()
    {
        var time = new JumpyTime();
        await using var room = await VoteRoom.StartAsync(time: time);
        var (waiting, byHand) = (await room.OpenAsync(VoteRoom.Draft(3)), await room.OpenAsync(VoteRoom.Draft(3)));
        await room.Loop.LookAsync(default);
        time.Ahead = TimeSpan.FromDays(1);
        await room.Loop.LookAsync(default);

        Assert.True((await room.Desk.CloseAsync(byHand, VoteRoom.Chair, default)).Succeeded);
        time.Advance(TimeSpan.FromMinutes(61));
        await room.Loop.LookAsync(default);
        Assert.Equal(VoteState.Closed, room.Board.Find(waiting)!.State);

        // After a restart there is nothing to compare the clock with.
        await using var again = await VoteRoom.StartAsync(before: room);
        Assert.Null(again.Clock.Jump);
    }

    [Fact]
    public async Task Clock_ThatMovesWithTheTime_ClosesAtTheEnd_HoweverSeldomSomebodyLooks()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(3));
        room.Time.Advance(TimeSpan.FromHours(1));

        await room.Loop.LookAsync(default);

        Assert.Null(room.Clock.Jump);
        Assert.Equal(VoteState.Closed, room.Board.Find(id)!.State);
    }

    [Theory]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task Proofs_BeforeTheClose_ShowAReceiptAndAKeptCheckpointInWhatIsSigned_AndNothingElse(VoteMode mode)
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(30, mode));
        var kept = room.Board.Find(id)!.Checkpoint!;
        var receipts = new List<VoteReceipt>();
        for (var voter = 1; voter <= 13; voter++)
        {
            receipts.Add((await room.CastAsync(id, voter)).Value);
        }

        Assert.IsType<NotSignedYet>((await room.Archive.InclusionAsync(id, receipts[0].Leaf, VoteRoom.Voter(1), default)).Problem);
        room.Time.Advance(TimeSpan.FromMinutes(11));
        await room.Loop.LookAsync(default);

        foreach (var receipt in receipts)
        {
            var leaf = (await room.Archive.InclusionAsync(id, receipt.Leaf, VoteRoom.Voter(1), default)).Value;
            Assert.True(leaf.Bears(receipt));
            Assert.False(leaf.Bears(receipt with { Code = receipts[0].Code == receipt.Code ? receipts[1].Code : receipts[0].Code }));
        }

        var growth = (await room.Archive.GrowthAsync(id, kept.Size, VoteRoom.Shen, default)).Value;
        Assert.True(growth.Newest.Size > kept.Size && growth.Bears(kept.Root));
        Assert.False(growth.Bears(growth.Newest.Root));
        Assert.IsType<LogIsShorter>((await room.Archive.GrowthAsync(id, growth.Newest.Size + 1, VoteRoom.Shen, default)).Problem);   // what was signed never gets shorter
    }

    [Fact]
    public async Task Proofs_OfOneCheckpoint_CopyItsLeavesOnce_AndHoldWhileBallotsComeIn()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(5));
        var signed = await room.SignedAsync(id);
        await room.CastAsync(id, 1);

        Assert.Same(signed, await room.SignedAsync(id));
        Assert.True(signed.Growth(1)!.Bears(MerkleTree.Of(signed.Hashes.Take(1)).Root));
        room.Time.Advance(TimeSpan.FromMinutes(11));
        await room.Loop.LookAsync(default);
        Assert.Equal(signed.Newest.Size + 1, (await room.SignedAsync(id)).Hashes.Count);
        Assert.Equal(signed.Newest.Size, signed.Hashes.Count);
    }

    [Fact]
    public async Task Box_OfAClosedSecretVote_IsListedFromTwentyOn_AndFoundHoweverThePhraseIsTyped()
    {
        await using var room = await VoteRoom.StartAsync();
        var (many, few) = (await room.OpenAsync(VoteRoom.Draft(20, VoteMode.Secret)), await room.OpenAsync(VoteRoom.Draft(19, VoteMode.Secret)));
        for (var voter = 1; voter <= 20; voter++)
        {
            await room.CastAsync(many, voter, voter < 6 ? VoteOption.Against : VoteOption.For, phrase: $"茉莉 café{voter}");
            await room.CastAsync(few, voter);
        }

        Assert.IsType<VoteNotClosed>((await room.Archive.BoxAsync(many, VoteRoom.Voter(1), default)).Problem);
        await room.Desk.CloseAsync(many, VoteRoom.Chair, default);
        await room.Desk.CloseAsync(few, VoteRoom.Chair, default);

        var box = (await room.Archive.BoxAsync(many, VoteRoom.Voter(1), default)).Value;
        Assert.Equal(20, box.Count);
        Assert.Equal(VoteOption.Against, box.Single(ballot => ballot.Has(" 茉莉\u3000cafe\u03013")).Option);
        var line = (await room.Archive.RecordAsync(many, VoteRoom.Shen, default)).Value.Leaves[(int)box[7].Leaf];
        Assert.Equal(box[7].Phrase, Assert.IsType<BoxLeaf>(VoteLeaf.Read(LogLine.Read(line).Content)).Phrase);
        Assert.IsType<TooFewToShow>((await room.Archive.BoxAsync(few, VoteRoom.Voter(1), default)).Problem);
        Assert.IsType<VoteNotFound>((await room.Archive.BoxAsync(many, VoteRoom.Of("v1", Core.Community.Role.Resident, "neighbour"), default)).Problem);
    }
}
