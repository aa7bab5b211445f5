using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Dispatch;

/// <summary>The visits that need somebody: open, or gone without approval; the nearest promise first. Latest state for every screen.</summary>
public sealed class VisitBoard(TimeProvider time) : CommunityBoard<VisitId, Visit>(time)
{
    /// <inheritdoc />
    protected override VisitId IdOf(Visit item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(Visit item) => item.Home.Community;

    /// <inheritdoc />
    protected override bool Belongs(Visit item) => item.IsOpen || item.NeedsApprovalAfter;

    /// <inheritdoc />
    protected override IReadOnlyList<Visit> InOrder(IEnumerable<Visit> items) =>
    [
        .. items.OrderBy(visit => visit.PromisedBy ?? DateTimeOffset.MaxValue)
            .ThenBy(visit => visit.AskedAt)
            .ThenBy(visit => visit.Id.Value),
    ];
}
