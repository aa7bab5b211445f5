using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>The repairs somebody has work with, dangerous first, then what is due first; after them those done but not confirmed, the latest first. Latest state for every screen.</summary>
public sealed class RepairBoard(TimeProvider time) : CommunityBoard<RepairId, Repair>(time)
{
    /// <inheritdoc />
    protected override RepairId IdOf(Repair item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(Repair item) => item.Community;

    /// <inheritdoc />
    protected override bool Belongs(Repair item) => item.IsOpen || item.State == RepairState.Done;

    /// <inheritdoc />
    protected override IReadOnlyList<Repair> InOrder(IEnumerable<Repair> items) =>
    [
        .. items.OrderByDescending(repair => repair.Urgency == Urgency.Danger && repair.IsOpen)
            .ThenByDescending(repair => repair.State == RepairState.Reopened)
            .ThenBy(repair => repair.State == RepairState.Done)
            .ThenByDescending(repair => repair.State == RepairState.Done ? repair.DoneAt : null)
            .ThenBy(repair => repair.DueAt ?? repair.CreatedAt)
            .ThenBy(repair => repair.Id.Value),
    ];
}
