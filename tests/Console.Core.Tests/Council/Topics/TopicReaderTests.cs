using CommunityConsole.Core.Council.Topics;
using static CommunityConsole.Core.Tests.Council.Topics.TopicRoom;
using static CommunityConsole.Core.Tests.Council.VoteRoom;

namespace CommunityConsole.Core.Tests.Council.Topics;

public sealed class TopicReaderTests
{
    [Fact]
    public async Task Watch_OfOneTopic_ComesWithItsOwnChangesAlone_AsThePersonMaySeeThem()
    {
        await using var room = await StartAsync();
        var id = await room.TakenAsync();
        await using var watch = room.Reader.WatchAsync(id, Voter(2)).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        Assert.Equal(("", TopicStage.Taken), (watch.Current!.Steps[0].ByName, watch.Current.Stage));   // its proposer is another

        var next = watch.MoveNextAsync().AsTask();
        await room.TakenAsync();
        room.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(next.IsCompleted);
        Must(await room.TopicDesk.PublishAsync(id, room.Motion(), null, "", Chair, default));
        while (!next.IsCompleted)
        {
            room.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        Assert.True(await next);
        Assert.Equal((id, TopicStage.Published), (watch.Current!.Id, watch.Current.Stage));
    }

    [Fact]
    public async Task Watch_OfATopicNobodyElseMaySee_IsEmptyUntilItIsTaken()
    {
        await using var room = await StartAsync();
        var id = await room.ProposedAsync();
        await using var watch = room.Reader.WatchAsync(id, Voter(2)).GetAsyncEnumerator();

        Assert.True(await watch.MoveNextAsync());
        Assert.Null(watch.Current);
        var next = watch.MoveNextAsync().AsTask();
        Must(await room.TopicDesk.TakeAsync(id, "属于议事范围", Chair, default));
        while (!next.IsCompleted)
        {
            room.Time.Advance(TimeSpan.FromMilliseconds(250));
            await Task.Yield();
        }

        Assert.Equal(TopicStage.Taken, watch.Current!.Stage);
    }
}
