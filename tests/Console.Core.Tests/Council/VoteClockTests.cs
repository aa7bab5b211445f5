using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>What a system clock that somebody sets does to votes: nothing that cannot be put right.</summary>
public sealed class VoteClockTests
{
    private readonly JumpyTime _time = new();

    [Theory]
    [InlineData(-1)]
    [InlineData(24)]
    public async Task Clock_SetWrong_AndSetRight_IsNoJump_AndTheVoteClosesAtItsTime(int hours)
    {
        await using var room = await VoteRoom.StartAsync(time: _time);
        var id = await room.OpenAsync(VoteRoom.Draft(3));
        await room.Loop.LookAsync(default);

        await SetAsync(room, TimeSpan.FromHours(hours));
        await SetAsync(room, TimeSpan.Zero);

        Assert.Null(room.Clock.Jump);
        _time.Advance(TimeSpan.FromHours(1));
        await room.Loop.LookAsync(default);
        Assert.Equal(VoteState.Closed, room.Board.Find(id)!.State);
    }

    [Fact]
    public async Task Clock_PutForward_DoesNotShortenTheNotice()
    {
        await using var room = await VoteRoom.StartAsync(time: _time);
        var id = await room.PreparedAsync(VoteRoom.Draft(3) with { OpensAt = VoteRoom.Noon.AddMinutes(10) });
        await room.Loop.LookAsync(default);

        await SetAsync(room, TimeSpan.FromMinutes(20));

        Assert.IsType<VoteTooEarly>((await room.Desk.OpenAsync(id, VoteRoom.Chair, default)).Problem);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await room.Desk.OpenAsync(id, VoteRoom.Chair, default)).Succeeded);
    }

    [Fact]
    public async Task Clock_PutForwardAndBack_TheLogIsSignedEveryTenMinutesAllTheSame()
    {
        await using var room = await VoteRoom.StartAsync(time: _time);
        var id = await room.OpenAsync(VoteRoom.Draft(3) with { ClosesAt = VoteRoom.Noon.AddHours(8) });
        await room.Loop.LookAsync(default);
        await SetAsync(room, TimeSpan.FromHours(3));
        await room.CastAsync(id, 1);   // its time stays in the log
        await SetAsync(room, TimeSpan.Zero);
        await room.CastAsync(id, 2);

        _time.Advance(TimeSpan.FromMinutes(9));
        await room.Loop.LookAsync(default);
        Assert.Equal(2, room.Board.Find(id)!.Checkpoint!.Size);
        _time.Advance(TimeSpan.FromMinutes(1));
        await room.Loop.LookAsync(default);
        Assert.Equal(4, room.Board.Find(id)!.Checkpoint!.Size);
        await room.CastAsync(id, 3);
        await room.Loop.LookAsync(default);
        _time.Advance(TimeSpan.FromMinutes(10));
        await room.Loop.LookAsync(default);
        Assert.Equal(5, room.Board.Find(id)!.Checkpoint!.Size);

        _time.Advance(TimeSpan.FromHours(8));
        await room.Loop.LookAsync(default);
        var verdict = VoteCheck.Of(PublishedVote.Of((await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value));
        Assert.True(verdict.IsRight, verdict.Fault?.Why.En);
    }

    [Fact]
    public async Task SecondPersonsWord_HoldsHalfAnHourThatReallyPasses_WhateverTheClockSays()
    {
        await using var room = await VoteRoom.StartAsync(time: _time);
        var id = await room.OpenAsync(VoteRoom.Draft(3, VoteMode.NamedTurnout) with { ClosesAt = VoteRoom.Noon.AddHours(8) });
        var roll = (await room.Archive.RollAsync(id, VoteRoom.Chair, default)).Value.Select(line => line.Entry.Id).ToList();
        await room.Papers.WitnessAsync(id, roll[0], VoteRoom.Second, default);
        await SetAsync(room, TimeSpan.FromHours(3));
        Assert.True((await room.Ballots.ServeAsync(id, roll[0], new Ballot(VoteOption.For, "a"), VoteChannel.Visit, VoteRoom.Clerk, default)).Succeeded);

        // The log's time does not run back: until it is that late again, it stands.
        await SetAsync(room, TimeSpan.Zero);
        await room.Papers.WitnessAsync(id, roll[1], VoteRoom.Second, default);
        _time.Advance(BallotDesk.WitnessHolds + TimeSpan.FromSeconds(1));

        Assert.IsType<VisitNeedsTwo>((await room.Ballots.ServeAsync(id, roll[1], new Ballot(VoteOption.For, "b"), VoteChannel.Visit, VoteRoom.Clerk, default)).Problem);
        Assert.Empty((await room.Papers.ListAsync(id, VoteRoom.Clerk, default)).Value);
    }

    private async Task SetAsync(VoteRoom room, TimeSpan ahead)
    {
        _time.Ahead = ahead;
        await room.Loop.LookAsync(default);
    }
}
