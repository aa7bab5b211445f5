using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Every request: the next to come first, then what has ended, newest first.</summary>
public sealed class HelpBoard(TimeProvider time) : CommunityBoard<HelpId, HelpRequest>(time)
{
    /// <inheritdoc />
    protected override HelpId IdOf(HelpRequest item) => item.Id;

    /// <inheritdoc />
    protected override string CommunityOf(HelpRequest item) => item.Community;

    /// <inheritdoc />
    protected override bool Belongs(HelpRequest item) => true;

    /// <inheritdoc />
    protected override IReadOnlyList<HelpRequest> InOrder(IEnumerable<HelpRequest> items) =>
    [
        .. items.OrderBy(help => help.HasEnded)
            .ThenBy(help => help.HasEnded ? -help.Wish.At.UtcTicks : help.Wish.At.UtcTicks)
            .ThenBy(help => help.Id.Value),
    ];
}

/// <summary>Every offer, by name.</summary>
public sealed class OfferBoard(TimeProvider time) : CommunityBoard<StaffId, HelpOffer>(time)
{
    /// <inheritdoc />
    protected override StaffId IdOf(HelpOffer item) => item.Helper;

    /// <inheritdoc />
    protected override string CommunityOf(HelpOffer item) => item.Community;

    /// <inheritdoc />
    protected override bool Belongs(HelpOffer item) => item.Version > 0;

    /// <inheritdoc />
    protected override IReadOnlyList<HelpOffer> InOrder(IEnumerable<HelpOffer> items) =>
        [.. items.OrderBy(offer => offer.Name, StringComparer.Ordinal).ThenBy(offer => offer.Helper.Value, StringComparer.Ordinal)];

    /// <summary>Somebody's offer is gone for good.</summary>
    internal void Forget(HelpOffer offer) => Show([offer with { Version = 0 }]);
}

/// <summary>Puts what is stored on the boards before anything starts.</summary>
internal sealed class HelpStart(IHelpStore store, HelpBoard board, OfferBoard offers) : HostedStart
{
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        offers.Show(await store.ListOffersAsync(cancellationToken));
        board.Show(await store.ListAsync(cancellationToken));
    }
}
