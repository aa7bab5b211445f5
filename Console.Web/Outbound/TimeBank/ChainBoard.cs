using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Storage.TimeBank;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>How the chain and the way to it stand.</summary>
/// <param name="Mode">Which chain, if any.</param>
/// <param name="Trouble">Why nothing goes out, or what somebody must look at; null where all is well.</param>
/// <param name="StandsStill">Nothing is sent until somebody changes something.</param>
/// <param name="Counts">The outbox; null before it was looked at.</param>
/// <param name="AnchoredTo">The last row of the ledger that is anchored; 0 while none is.</param>
/// <param name="AnchoredAt">When that anchor was made.</param>
/// <param name="ComparedAt">When ledger and chain were last compared whole.</param>
/// <param name="Difference">The first difference that was found then.</param>
internal sealed record ChainStanding(
    ChainMode Mode, Sentence? Trouble = null, bool StandsStill = false, OutboxCounts? Counts = null,
    long AnchoredTo = 0, DateTimeOffset? AnchoredAt = null, DateTimeOffset? ComparedAt = null, Sentence? Difference = null);

/// <summary>The newest standing, for screens and figures.</summary>
internal sealed class ChainBoard
{
    private volatile ChainStanding _latest = new(ChainMode.Off);

    /// <summary>Now.</summary>
    public ChainStanding Latest => _latest;

    /// <summary>Takes over how it stands.</summary>
    public void Show(ChainStanding standing) => _latest = standing;
}
