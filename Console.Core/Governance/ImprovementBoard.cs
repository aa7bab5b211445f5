using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>Every improvement: the open ones first, what is due first before the others, so that the overdue lead; then what has ended, newest first.</summary>
public sealed class ImprovementBoard(TimeProvider time) : CommunityBoard<ImprovementId, Improvement>(time)
{
    /// <inheritdoc />
    protected override ImprovementId IdOf(Improvement item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(Improvement item) => item.Community;

    /// <inheritdoc />
    protected override bool Belongs(Improvement item) => true;

    /// <inheritdoc />
    protected override IReadOnlyList<Improvement> InOrder(IEnumerable<Improvement> items) =>
    [
        .. items.OrderByDescending(improvement => improvement.IsOpen)
            .ThenBy(improvement => improvement.IsOpen ? improvement.Terms.DueOn : default)
            .ThenByDescending(improvement => improvement.EndedAt ?? improvement.CreatedAt)
            .ThenBy(improvement => improvement.Id.Value),
    ];
}

/// <summary>Puts the stored improvements on the board before anything starts.</summary>
internal sealed class ImprovementStart(IImprovementStore store, ImprovementBoard board) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken) => board.Show(await store.ListAsync(cancellationToken));
}
