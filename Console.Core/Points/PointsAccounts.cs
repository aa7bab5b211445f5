using System.Security.Cryptography;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>The accounts of the ledger. A member's is random: only the list of members, beside the ledger, knows whose it is.</summary>
public static class PointsAccounts
{
    /// <summary>发放: where all points come from; what it owes is what was ever given out and not taken back.</summary>
    public static LedgerKey Issue(string community) => LedgerKey.Of(new CanonicalBytes().Add("points.issue").Add(community));

    /// <summary>兑换: where redeemed points go.</summary>
    public static LedgerKey Redeemed(string community) => LedgerKey.Of(new CanonicalBytes().Add("points.redeemed").Add(community));

    /// <summary>A new member's.</summary>
    public static LedgerKey New() => LedgerKey.From(RandomNumberGenerator.GetBytes(LedgerKey.Length));
}
