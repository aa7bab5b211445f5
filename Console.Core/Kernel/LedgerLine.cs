using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CommunityConsole.Core.Kernel;

/// <summary>One line of an append-only double-entry ledger: what the debited account receives, the credited one gives. Balances are sums, and the sum of all balances is zero.</summary>
/// <param name="Number">Its place, from 1.</param>
/// <param name="Milliseconds">When, Unix time of UTC: as a number, since a line that was tampered with must still be readable.</param>
/// <param name="Kind">What kind of entry, by the ledger's own list.</param>
/// <param name="Op">The operation; the same one is entered once.</param>
/// <param name="Debit">Who receives.</param>
/// <param name="Credit">Who gives.</param>
/// <param name="Amount">How much: points, minutes.</param>
/// <param name="Note">What else the ledger vouches for; nothing personal.</param>
public sealed record LedgerLine(long Number, long Milliseconds, int Kind, LedgerKey Op, LedgerKey Debit, LedgerKey Credit, long Amount, string Note)
{
    private const int FixedBytes = 1 + 4 + 8 + 32 + 8 + 4 + (3 * LedgerKey.Length) + 8 + 4;

    /// <summary>What stands before the first line.</summary>
    public static byte[] Beginning => new byte[32];

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At => DateTimeOffset.FromUnixTimeMilliseconds(Milliseconds);

    /// <summary>The hash of this link of the chain, 32 bytes; it is the leaf hash of RFC 9162 too, so a Merkle tree can be built over the same hashes.</summary>
    /// <param name="ledger">Four characters: lines of two ledgers share no hash.</param>
    /// <param name="previous">The hash of the line before, or <see cref="Beginning"/>.</param>
    public byte[] Hash(string ledger, ReadOnlySpan<byte> previous)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        var bytes = new byte[FixedBytes + Encoding.UTF8.GetByteCount(Note)];
        var at = bytes.AsSpan();
        at[0] = 0;
        Encoding.ASCII.GetBytes(ledger, at[1..5]);
        BinaryPrimitives.WriteInt64BigEndian(at[5..], Number);
        previous.CopyTo(at[13..45]);
        BinaryPrimitives.WriteInt64BigEndian(at[45..], Milliseconds);
        BinaryPrimitives.WriteInt32BigEndian(at[53..], Kind);
        Op.WriteTo(at[57..]);
        Debit.WriteTo(at[89..]);
        Credit.WriteTo(at[121..]);
        BinaryPrimitives.WriteInt64BigEndian(at[153..], Amount);
        BinaryPrimitives.WriteInt32BigEndian(at[161..], bytes.Length - FixedBytes);
        Encoding.UTF8.GetBytes(Note, at[FixedBytes..]);
        return SHA256.HashData(bytes);
    }
}
