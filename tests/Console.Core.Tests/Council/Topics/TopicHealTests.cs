using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;
using static CommunityConsole.Core.Tests.Council.VoteRoom;

namespace CommunityConsole.Core.Tests.Council.Topics;

/// <summary>Votes and topics lie in two files: what a crash between the two commits leaves behind is made good at the next start.</summary>
public sealed class TopicHealTests
{
    [Fact]
    public async Task Start_AVoteOfATopicThatDoesNotKnowIt_PublishesTheTopic()
    {
        await using var before = await StartAsync();
        var id = await before.TakenAsync();
        var vote = Must(await before.Desk.PrepareOfTopicAsync(before.Motion() with { Topic = id.Value }, Chair, default));   // and the power fails
        before.Time.Advance(TimeSpan.FromDays(3));

        var topic = await RestartedAsync(before, id);

        Assert.Equal((TopicStage.Published, (VoteId?)vote.Id, Chair.Id, Noon), (topic.Stage, topic.Vote, topic.Steps[^1].By, topic.Steps[^1].At));
        Assert.Equal(vote.Definition.OpensAt, topic.NoticeUntil);
    }

    [Fact]
    public async Task Start_AVoteThatWasCancelled_TakesTheTopicBack_AndItsSuccessorPublishesIt()
    {
        await using var before = await StartAsync();
        var id = await before.CalledAsync();
        Must(await before.Desk.CancelAsync(before.Topic(id).Vote!.Value, "改议案", Chair, default));
        var next = Must(await before.Desk.PrepareOfTopicAsync(before.Motion() with { Topic = id.Value }, Chair, default));

        var topic = await RestartedAsync(before, id);

        Assert.Equal((TopicStage.Published, (VoteId?)next.Id, null), (topic.Stage, topic.Vote, topic.Meeting));
    }

    [Fact]
    public async Task Start_AVoteThatWasAnnounced_IsTheResolution_WithTheTimesOfItsLog()
    {
        await using var before = await StartAsync();
        var id = await before.MetAsync();
        var vote = before.Topic(id).Vote!.Value;
        Must(await before.Desk.OpenAsync(vote, Chair, default));
        var opened = before.Time.GetUtcNow();
        await before.CastAsync(vote, 1);
        before.Time.Advance(TimeSpan.FromMinutes(5));
        Must(await before.Desk.CloseAsync(vote, Chair, default));
        Must(await before.Desk.AnnounceAsync(vote, Chair, default));
        before.Time.Advance(TimeSpan.FromDays(1));

        var topic = await RestartedAsync(before, id);

        Assert.Equal(TopicStage.NotAdopted, topic.Stage);   // one of three is no quorum
        Assert.Equal([opened, opened.AddMinutes(5)], topic.Steps.TakeLast(2).Select(step => step.At));
    }

    [Fact]
    public async Task Command_RefusedForWhatTheVoteCameTo_TakesThatOver()
    {
        await using var room = await StartAsync();
        var id = await room.TakenAsync();
        var vote = Must(await room.Desk.PrepareOfTopicAsync(room.Motion() with { Topic = id.Value }, Chair, default));   // and console.db fails

        Assert.False((await room.TopicDesk.PublishAsync(id, room.Motion(), null, "", Chair, default)).Succeeded);

        Assert.Equal((TopicStage.Published, (VoteId?)vote.Id), (room.Topic(id).Stage, room.Topic(id).Vote));
        Assert.Equal(room.Topic(id).Version, (await room.Topics.ListAsync(default)).Single(topic => topic.Id == id).Version);
    }

    [Fact]
    public async Task Propose_WhereAVoteKnowsAHigherNumber_TakesNoneOfThose()
    {
        await using var room = await StartAsync();
        Must(await room.Desk.PrepareOfTopicAsync(room.Motion() with { Topic = 7 }, Chair, default));   // votes.db is newer than console.db

        Assert.Equal(new TopicId(8), await room.ProposedAsync());
    }

    [Fact]
    public async Task Start_TwiceOnTheSame_AddsNothing()
    {
        await using var before = await StartAsync();
        var id = await before.ResolvedAsync();
        var steps = before.Topic(id).Version;

        Assert.Equal(steps, (await RestartedAsync(before, id)).Version);
    }

    private static async Task<Topic> RestartedAsync(VoteRoom before, TopicId id)
    {
        await using var after = await StartAsync(before: before);
        await after.TopicCommands.FollowAllAsync(default);
        Assert.Equal(after.Topic(id).Steps, (await after.Topics.ListAsync(default)).Single(topic => topic.Id == id).Steps);
        return after.Topic(id);
    }
}
