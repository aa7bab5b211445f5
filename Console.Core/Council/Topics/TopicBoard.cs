using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Every topic, newest first.</summary>
public sealed class TopicBoard(TimeProvider time) : CommunityBoard<TopicId, Topic>(time)
{
    /// <inheritdoc />
    protected override TopicId IdOf(Topic item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(Topic item) => item.Community;

    /// <inheritdoc />
    protected override bool Belongs(Topic item) => true;

    /// <inheritdoc />
    protected override IReadOnlyList<Topic> InOrder(IEnumerable<Topic> items) => [.. items.OrderByDescending(topic => topic.Id.Value)];
}

/// <summary>Puts the stored topics on the board before anything starts.</summary>
internal sealed class TopicStart(ITopicStore store, TopicBoard board) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken) => board.Show(await store.ListAsync(cancellationToken));
}
