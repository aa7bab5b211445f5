using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;
using static CommunityConsole.Core.Tests.Council.VoteRoom;

namespace CommunityConsole.Core.Tests.Council.Topics;

/// <summary>Commands in any order, from the topic's pages and the vote's, while the clock jumps: the way holds all the same.</summary>
public sealed class TopicWayTests
{
    private const int Runs = 20;
    private const int Commands = 90;

    // Written down a second time, from the way of a topic as the issue tells it.
    private static readonly HashSet<(TopicStage From, TopicStage To)> Way =
    [
        (TopicStage.Collected, TopicStage.Taken), (TopicStage.Collected, TopicStage.Refused), (TopicStage.Collected, TopicStage.Joined), (TopicStage.Taken, TopicStage.Published),
        (TopicStage.Published, TopicStage.Called), (TopicStage.Called, TopicStage.Published), (TopicStage.Called, TopicStage.Met), (TopicStage.Met, TopicStage.Voting),
        (TopicStage.Voting, TopicStage.Adopted), (TopicStage.Voting, TopicStage.NotAdopted), (TopicStage.Adopted, TopicStage.Planned), (TopicStage.Planned, TopicStage.Closed),
        (TopicStage.NotAdopted, TopicStage.Closed),

        // The motion is changed, or its vote cancelled.
        (TopicStage.Published, TopicStage.Taken), (TopicStage.Called, TopicStage.Taken), (TopicStage.Met, TopicStage.Taken), (TopicStage.Voting, TopicStage.Taken),
    ];

    [Fact]
    public async Task RandomCommands_SkipNoStage_OpenNothingEarly_AndResolveWhatWasCounted()
    {
        Dictionary<TopicStage, int> reached = [];
        for (var seed = 1; seed <= Runs; seed++)
        {
            await using var room = await StartAsync();
            var random = new Random(seed);
            var id = await room.ProposedAsync();
            for (var command = 0; command < Commands; command++)
            {
                await RandomlyAsync(room, id, random);
            }

            await room.TopicCommands.FollowAllAsync(default);
            var topic = room.Topic(id);
            reached[topic.Stage] = reached.GetValueOrDefault(topic.Stage) + 1;
            Check(room, topic, $"seed {seed}");
        }

        // A test that never comes far shows nothing.
        Assert.True(reached.GetValueOrDefault(TopicStage.Closed) > Runs / 10, string.Join(", ", reached));
    }

    private static void Check(VoteRoom room, Topic topic, string seed)
    {
        var stages = Enumerable.Range(1, topic.Version).Select(count => Topic.Of(topic.Id, topic.Community, [.. topic.Steps.Take(count)])).ToList();
        foreach (var (before, after) in stages.Zip(stages.Skip(1)).Where(pair => pair.First.Stage != pair.Second.Stage))
        {
            Assert.True(Way.Contains((before.Stage, after.Stage)), $"{seed}: {before.Stage} to {after.Stage}");
        }

        foreach (var vote in room.Board.Latest("demo"))
        {
            var published = topic.Steps.Single(step => step.Move is TopicPublished one && one.Vote == vote.Id);
            var opened = topic.Steps.SingleOrDefault(step => step.Move is TopicVoteOpened one && one.Vote == vote.Id);
            Assert.Equal(vote.OpenedAt, opened?.At);
            if (opened is not null)
            {
                // Midnight ends a day: seven whole ones lie between.
                Assert.True(room.Calendar.Day(opened.At).DayNumber - room.Calendar.Day(published.At).DayNumber > 7, seed);
                Assert.Contains(topic.Steps, step => step.Number > published.Number && step.Number < opened.Number && step.Move is TopicAttended { HasQuorum: true });
            }

            // The council's rules: two thirds take part, more than half of the whole roll agree.
            var resolved = topic.Steps.SingleOrDefault(step => step.Move is TopicResolved one && one.Vote == vote.Id);
            Assert.Equal(vote.State == VoteState.Announced, resolved is not null);
            if (resolved is not null)
            {
                var (cast, agreed) = (vote.Outcome!.Cast.Ballots, vote.Outcome.Sums[VoteOption.For].Ballots);
                Assert.Equal(cast >= 2 && agreed >= 2, ((TopicResolved)resolved.Move).Carried is not null);
            }
        }
    }

    private static Task RandomlyAsync(VoteRoom room, TopicId id, Random random)
    {
        var topic = room.Topic(id);
        var vote = topic.Vote ?? new VoteId(random.Next(1, 4));
        var words = random.Next(10) == 0 ? " " : "好";
        return (random.Next(3) > 0 ? Likely(room, topic) : random.Next(20)) switch
        {
            0 => room.TopicDesk.TakeAsync(id, words, Chair, default),
            1 => random.Next(8) == 0 ? room.TopicDesk.RefuseAsync(id, words, Chair, default) : Task.CompletedTask,
            2 => room.TopicDesk.PublishAsync(id, room.Motion(), null, words, Chair, default),
            3 => random.Next(4) == 0 ? room.TopicDesk.PublishAsync(id, room.Motion(), topic.Vote, words, Chair, default) : Task.CompletedTask,
            4 => room.TopicDesk.CallAsync(id, new TopicCalled("议", "活动室", room.Time.GetUtcNow().AddHours(random.Next(-5, 230))), Chair, default),
            5 => room.TopicDesk.AttendAsync(id, Enumerable.Range(1, 3).Where(_ => random.Next(4) > 0).ToHashSet(), Chair, default),
            6 => room.MinuteAsync(id),
            7 => room.Desk.OpenAsync(vote, Chair, default),
            8 => room.CastAsync(vote, random.Next(1, 4), random.Next(3) > 0 ? VoteOption.For : VoteOption.Against),
            9 => room.Desk.CloseAsync(vote, Chair, default),
            10 => room.Desk.AnnounceAsync(vote, Chair, default),
            11 => random.Next(6) == 0 ? room.Desk.CancelAsync(vote, "重来", Chair, default) : Task.CompletedTask,
            12 => room.TopicDesk.PlanAsync(id, new TopicPlanned(2026 + random.Next(2), words), Chair, default),
            13 => room.Tasks.AddAsync(id, room.Terms(), Chair, default),
            14 => room.Tasks.FinishAsync(id, random.Next(1, 3), words, Zhou, default),
            15 => room.TopicDesk.CloseAsync(id, words, Chair, default),
            16 => room.Desk.PrepareAsync(room.Motion() with { Topic = id.Value }, Chair, default),
            17 => room.TopicCommands.FollowAsync(id, default),
            _ => Later(room, random),
        };
    }

    // What would bring it on, so that some come to the end.
    private static int Likely(VoteRoom room, Topic topic) => TopicNext.Of(topic, topic.Vote is { } vote ? room.Board.Find(vote) : null, room.Time.GetUtcNow()).Act switch
    {
        TopicAct.Screen => 0,
        TopicAct.Publish => 2,
        TopicAct.PublishAgain => 3,
        TopicAct.Call => 4,
        TopicAct.Attend => 5,
        TopicAct.OpenVote => 7,
        TopicAct.Vote => room.Board.Find(topic.Vote!.Value)!.Cast.Ballots < 3 ? 8 : 9,
        TopicAct.Announce => 10,
        TopicAct.Minute => 6,
        TopicAct.Plan => 12,
        TopicAct.Assign => 13,
        TopicAct.EndTasks => 14,
        TopicAct.Close => 15,
        _ => 18,
    };

    private static Task Later(VoteRoom room, Random random)
    {
        room.Time.Advance(TimeSpan.FromHours(random.Next(1, 60)));
        return Task.CompletedTask;
    }
}
