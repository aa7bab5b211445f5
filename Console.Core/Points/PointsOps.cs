using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Points;

/// <summary>Names operations by what may happen once only, so that the ledger itself refuses the second.</summary>
public static class PointsOps
{
    /// <summary>An award: one account, one occasion. After a reversal it may be given anew, as another attempt.</summary>
    public static LedgerKey Award(LedgerKey account, string occasion, int attempt) => Of("award", account.ToString(), occasion, Text(attempt));

    /// <summary>A redemption: one key of the person's phone.</summary>
    public static LedgerKey Redemption(string community, Guid key) => Of("redeem", community, key.ToString("N"));

    /// <summary>A counter-entry: one for each entry.</summary>
    public static LedgerKey Undo(string community, long number) => Of("undo", community, Text(number));

    /// <summary>A version of the rules.</summary>
    public static LedgerKey Rules(string community, int version) => Of("rules", community, Text(version));

    /// <summary>A change of the shelf: one key.</summary>
    public static LedgerKey Stock(string community, Guid key) => Of("stock", community, key.ToString("N"));

    private static LedgerKey Of(params ReadOnlySpan<string> parts)
    {
        var bytes = new CanonicalBytes();
        foreach (var part in parts)
        {
            bytes.Add(part);
        }

        return LedgerKey.Of(bytes);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
