using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <summary>The open alerts by risk, latest state for every screen.</summary>
public sealed class AlertBoard(TimeProvider time) : CommunityBoard<AlertId, Alert>(time)
{
    /// <inheritdoc />
    protected override AlertId IdOf(Alert item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(Alert item) => item.Home.Community;

    /// <inheritdoc />
    protected override bool Belongs(Alert item) => item.IsOpen;

    /// <inheritdoc />
    protected override IReadOnlyList<Alert> InOrder(IEnumerable<Alert> items) => AlertPolicy.ByRisk(items);
}
