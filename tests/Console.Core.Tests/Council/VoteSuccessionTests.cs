using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Tests.Council.Topics;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>A vote goes on under whoever is chair today; its definition stays as it was signed, and its log says who took which step.</summary>
public sealed class VoteSuccessionTests
{
    [Theory]
    [InlineData(VoteMode.Named)]
    [InlineData(VoteMode.NamedTurnout)]
    [InlineData(VoteMode.Secret)]
    public async Task Successor_RunsThePredecessorsVote_ToARecordBothCheckersPass(VoteMode mode)
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.PreparedAsync(VoteRoom.Draft(24, mode));
        var settled = (await room.Store.FindAsync(id, default))!.Leaves[0];

        Must(await room.Desk.OpenAsync(id, VoteRoom.OtherChair, default));
        for (var voter = 1; voter <= 21; voter++)
        {
            Must(await room.CastAsync(id, voter));
        }

        Must(await room.Desk.ExtendAsync(id, VoteRoom.Noon.AddHours(1.25), "还有人在路上", VoteRoom.OtherChair, default));
        var closed = Must(await room.Desk.CloseAsync(id, VoteRoom.OtherChair, default));
        Must(await room.Desk.AnnounceAsync(id, VoteRoom.OtherChair, default));

        Assert.Equal(21, closed.Outcome!.Sums[VoteOption.For].Ballots);   // a secret box was opened too
        Assert.Equal([VoteRoom.OtherChair.Id], room.Board.Find(id)!.RunBy);
        Assert.All((await room.Archive.StepsAsync(id, VoteRoom.Shen, default)).Value, step => Assert.Equal(VoteRoom.OtherChair.Id, step.By));
        var record = (await room.Archive.RecordAsync(id, VoteRoom.Shen, default)).Value;
        Assert.Equal((VoteRoom.Chair.Id, settled), (record.Definition.Chair, record.Leaves[0]));
        var file = VoteExport.Write(PublishedVote.Of(record));
        Assert.Equal("right announced for", StandAloneVerifier.Ours(file));
        Assert.Equal(["right announced for"], await StandAloneVerifier.CheckAsync([file]));
    }

    [Fact]
    public async Task Successor_StandsInTheAudit_InPlaceOfWhom_AndTheNamedChairDoesNot()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.PreparedAsync(VoteRoom.Draft(2));

        Must(await room.Desk.OpenAsync(id, VoteRoom.Chair, default));
        Must(await room.Desk.CancelAsync(id, "名册有误", VoteRoom.OtherChair, default));

        var said = new List<(string, string, string)>();
        await foreach (var record in room.Log.ReadAsync(0, default))
        {
            said.Add((record.Actor, record.Action, record.Details!.Reason));
        }

        Assert.Equal(
            [(VoteRoom.Chair.Id.Value, "vote.open", ""), (VoteRoom.OtherChair.Id.Value, "vote.cancel", $"名册有误 InPlaceOf: {VoteRoom.Chair.Id}")], said.TakeLast(2));
    }

    [Fact]
    public async Task NamedChair_WhoIsNoLongerChair_RunsNothing()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(2));

        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.CouncilChair))
        {
            Assert.IsType<NotAllowed>((await room.Desk.CloseAsync(id, VoteRoom.Chair with { Role = role }, default)).Problem);
        }

        Assert.IsType<VoteNotFound>((await room.Desk.CloseAsync(id, VoteRoom.OtherChair with { Community = "next" }, default)).Problem);
        Assert.Equal(VoteState.Open, room.Board.Find(id)!.State);
    }

    [Fact]
    public async Task Successor_WhoIsAScrutineerOfTheVote_RunsNothing()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.OpenAsync(VoteRoom.Draft(2, VoteMode.Secret));
        var promoted = VoteRoom.Shen with { Role = Role.CouncilChair };

        Assert.IsType<WatcherCannotRun>((await room.Desk.ExtendAsync(id, VoteRoom.Noon.AddHours(1.25), "再等等", promoted, default)).Problem);
        Assert.IsType<WatcherCannotRun>((await room.Desk.CloseAsync(id, promoted, default)).Problem);
        Assert.IsType<WatcherCannotRun>((await room.Desk.CancelAsync(id, "算了", promoted, default)).Problem);
        Assert.Equal(VoteState.Open, room.Board.Find(id)!.State);
    }

    [Fact]
    public async Task Topic_WhoseVoteASuccessorOpenedAndAnnounced_SaysWhoDidIt()
    {
        await using var room = await VoteRoom.StartAsync();
        var id = await room.MetAsync();
        var vote = room.Topic(id).Vote!.Value;

        Must(await room.Desk.OpenAsync(vote, VoteRoom.OtherChair, default));
        Must(await room.CastAsync(vote, 1));
        Must(await room.Desk.CloseAsync(vote, VoteRoom.OtherChair, default));
        Must(await room.Desk.AnnounceAsync(vote, VoteRoom.Chair, default));
        await room.TopicCommands.FollowAllAsync(default);

        Assert.Equal(
            [(nameof(Core.Council.Topics.TopicVoteOpened), VoteRoom.OtherChair.Id), (nameof(Core.Council.Topics.TopicResolved), VoteRoom.Chair.Id)],
            room.Topic(id).Steps.TakeLast(2).Select(step => (step.Move.GetType().Name, step.By)));
    }

    /// <summary>Any chairs in any order, with steps that are refused between: what stands in the log is what was answered, under the name of who gave it, and both checkers pass it.</summary>
    [Fact]
    public async Task Steps_OfChairsAtRandom_StandInTheLogUnderTheHandThatTookThem()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var files = new List<byte[]>();
        await using var room = await VoteRoom.StartAsync();
        Actor[] chairs = [VoteRoom.Chair, VoteRoom.OtherChair, VoteRoom.Of("zhao", Role.CouncilChair), VoteRoom.Shen with { Role = Role.CouncilChair }, VoteRoom.Clerk];
        for (var round = 0; round < 30; round++)
        {
            var now = room.Time.GetUtcNow();
            var id = await room.PreparedAsync(VoteRoom.Draft(3, (VoteMode)random.Next(3)) with { OpensAt = now, ClosesAt = now.AddHours(1) });
            var taken = new List<(VoteStepKind, StaffId)>();
            for (var turn = 0; turn < 25; turn++)
            {
                var by = chairs[random.Next(chairs.Length)];
                var (kind, step) = random.Next(10) switch
                {
                    < 3 => (VoteStepKind.Opened, room.Desk.OpenAsync(id, by, default)),
                    < 5 => (VoteStepKind.Extended, room.Desk.ExtendAsync(id, now.AddMinutes(61 + turn), "再等等", by, default)),
                    < 7 => (VoteStepKind.Closed, room.Desk.CloseAsync(id, by, default)),
                    < 9 => (VoteStepKind.Announced, room.Desk.AnnounceAsync(id, by, default)),
                    _ => (VoteStepKind.Cancelled, room.Desk.CancelAsync(id, "算了", by, default)),
                };
                if ((await step).Succeeded)
                {
                    taken.Add((kind, by.Id));
                }

                room.Time.Advance(TimeSpan.FromSeconds(random.Next(3)));
            }

            Assert.True(taken.SequenceEqual((await room.Archive.StepsAsync(id, VoteRoom.Wu, default)).Value.Select(step => (step.Kind, step.By))), $"seed {seed}, round {round}");
            Assert.DoesNotContain(taken, one => one.Item2 == VoteRoom.Shen.Id || one.Item2 == VoteRoom.Clerk.Id);
            if (room.Board.Find(id)!.ClosedAt is not null)
            {
                files.Add(VoteExport.Write(PublishedVote.Of((await room.Archive.RecordAsync(id, VoteRoom.Wu, default)).Value)));
            }
        }

        var theirs = await StandAloneVerifier.CheckAsync(files);
        Assert.All(theirs, verdict => Assert.True(verdict.StartsWith("right ", StringComparison.Ordinal), $"seed {seed}: {verdict}"));
        Assert.Equal(files.Select(StandAloneVerifier.Ours), theirs);
    }

    private static T Must<T>(Result<T> result) => TopicRoom.Must(result);
}
