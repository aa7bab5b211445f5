using CommunityConsole.Core.Council;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>What the desks write, the checkers pass.</summary>
public sealed class HeldVotesTests
{
    [Fact]
    public async Task Record_OfAVoteHeldAtTheDesks_IsRightByBothCheckersInEveryMode()
    {
        var files = new List<byte[]>();
        await using var room = await VoteRoom.StartAsync();
        foreach (var (mode, voters, mayChange) in new[] { (VoteMode.Named, 9, true), (VoteMode.NamedTurnout, 9, false), (VoteMode.Secret, 24, false), (VoteMode.Secret, 9, false) })
        {
            files.Add(await HeldAsync(room, VoteRoom.Draft(voters, mode, mayChange: mayChange)));
        }

        var theirs = await StandAloneVerifier.CheckAsync(files);

        Assert.All(theirs, verdict => Assert.Equal("right announced for", verdict));
        Assert.Equal(files.Select(StandAloneVerifier.Ours), theirs);
    }

    private static async Task<byte[]> HeldAsync(VoteRoom room, VoteDraft draft)
    {
        var now = room.Time.GetUtcNow();
        var id = await room.OpenAsync(draft with { OpensAt = now, ClosesAt = now.AddHours(1) });
        for (var voter = 2; voter <= draft.Roll.Count; voter++)
        {
            room.Time.Advance(TimeSpan.FromSeconds(7));
            Assert.True((await room.CastAsync(id, voter, voter % 3 == 0 ? VoteOption.Against : VoteOption.For)).Succeeded);
        }

        if (draft.MayChange)
        {
            Assert.True((await room.CastAsync(id, 3, VoteOption.For, "again")).Succeeded);
        }

        Assert.True((await room.Desk.ExtendAsync(id, now.AddMinutes(70), "还有人在路上", VoteRoom.Chair, default)).Succeeded);
        room.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.True((await room.Desk.CloseAsync(id, VoteRoom.Chair, default)).Succeeded);
        Assert.True((await room.Desk.AnnounceAsync(id, VoteRoom.Chair, default)).Succeeded);
        return VoteExport.Write(PublishedVote.Of((await room.Archive.RecordAsync(id, VoteRoom.Chair, default)).Value));
    }
}
