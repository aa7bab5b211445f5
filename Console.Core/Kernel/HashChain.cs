using System.Security.Cryptography;

namespace CommunityConsole.Core.Kernel;

/// <summary>
/// A walk along an append-only chain of SHA-256 hashes: each link covers its number, its content and the link before,
/// so that a record changed, removed, inserted or moved is found by walking the chain again. What it cannot find is a
/// tail cut off or a whole chain made anew: for that somebody else keeps <see cref="Count"/> and <see cref="Head"/>.
/// </summary>
public sealed class HashChain
{
    private byte[] _head;

    /// <summary>At the start of the chain called <paramref name="name"/>; chains of other names share no hash.</summary>
    public HashChain(string name)
        : this(0, new CanonicalBytes().Add("chain").Add(name).Hash())
    {
    }

    /// <summary>Goes on after the link numbered <paramref name="count"/> whose hash is <paramref name="head"/>.</summary>
    public HashChain(long count, ReadOnlySpan<byte> head)
    {
        Count = count;
        _head = head.ToArray();
    }

    /// <summary>Number of links walked; the links are numbered from 1.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of the last link, 32 bytes.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>Adds a link and gives its hash, 32 bytes.</summary>
    public byte[] Add(CanonicalBytes content)
    {
        Count++;
        _head = new CanonicalBytes().Add(_head).Add(Count).Add(content.Hash()).Hash();
        return [.. _head];
    }

    /// <summary>Adds a link that is on record; false when its number or hash is not what the chain gives.</summary>
    public bool Follow(long number, CanonicalBytes content, ReadOnlySpan<byte> hash) =>
        CryptographicOperations.FixedTimeEquals(Add(content), hash) && number == Count;
}
