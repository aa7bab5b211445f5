using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What RLP writes: a string of bytes, or a list of items.</summary>
internal sealed class RlpItem
{
    private readonly byte[]? _bytes;
    private readonly IReadOnlyList<RlpItem>? _items;

    private RlpItem(byte[]? bytes, IReadOnlyList<RlpItem>? items)
    {
        _bytes = bytes;
        _items = items;
    }

    /// <summary>Whether it is a list.</summary>
    public bool IsList => _items is not null;

    /// <summary>The bytes of a string.</summary>
    public ReadOnlySpan<byte> Payload => _bytes ?? throw new InvalidOperationException("A list has no bytes of its own.");

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<RlpItem> Items => _items ?? throw new InvalidOperationException("A string has no items.");

    /// <summary>A string.</summary>
    public static RlpItem Bytes(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), null);

    /// <summary>A list.</summary>
    public static RlpItem List(params IReadOnlyList<RlpItem> items) => new(null, items);

    /// <summary>A number, big-endian without leading zeros; zero is the empty string.</summary>
    public static RlpItem Number(BigInteger number) => new(number.IsZero ? [] : number.ToByteArray(isUnsigned: true, isBigEndian: true), null);
}
