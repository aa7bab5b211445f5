using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Notices;

/// <summary>Who is being called on the console's own screens, oldest call first.</summary>
public sealed class NoticeBoard(TimeProvider time) : CommunityBoard<NoticeId, Notice>(time)
{
    /// <inheritdoc />
    protected override NoticeId IdOf(Notice item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(Notice item) => item.Community;

    /// <inheritdoc />
    protected override bool Belongs(Notice item) => item is { Channel: Notice.Desk, State: NoticeState.Sent };

    /// <inheritdoc />
    protected override IReadOnlyList<Notice> InOrder(IEnumerable<Notice> items) => [.. items.OrderBy(notice => notice.MadeAt).ThenBy(notice => notice.Id.Value)];
}
