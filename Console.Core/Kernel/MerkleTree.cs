using System.Security.Cryptography;

namespace CommunityConsole.Core.Kernel;

/// <summary>
/// The Merkle tree of RFC 9162, section 2, over SHA-256: an append-only list whose root vouches for every leaf and its place.
/// It keeps only the roots of its full subtrees, at most one for each bit of <see cref="Count"/>.
/// </summary>
public sealed class MerkleTree
{
    private readonly List<byte[]> _peaks = [];

    /// <summary>How many leaves.</summary>
    public long Count { get; private set; }

    /// <summary>The root over all leaves so far; of no leaf the SHA-256 of nothing.</summary>
    public byte[] Root
    {
        get
        {
            if (Count == 0)
            {
                return SHA256.HashData([]);
            }

            var root = _peaks[^1];
            for (var peak = _peaks.Count - 2; peak >= 0; peak--)
            {
                root = HashNode(_peaks[peak], root);
            }

            return [.. root];
        }
    }

    /// <summary>The tree over leaves whose hashes are known.</summary>
    public static MerkleTree Of(IEnumerable<byte[]> leafHashes)
    {
        var tree = new MerkleTree();
        foreach (var hash in leafHashes)
        {
            tree.AddHash(hash);
        }

        return tree;
    }

    /// <summary>Adds a leaf and gives its hash.</summary>
    public byte[] Add(ReadOnlySpan<byte> content)
    {
        var hash = HashLeaf(content);
        AddHash(hash);
        return hash;
    }

    /// <summary>Adds a leaf whose hash is known.</summary>
    public void AddHash(byte[] leafHash)
    {
        // As in binary counting: two full subtrees of one size become one of twice the size.
        var hash = leafHash;
        for (var size = Count; (size & 1) == 1; size >>= 1)
        {
            hash = HashNode(_peaks[^1], hash);
            _peaks.RemoveAt(_peaks.Count - 1);
        }

        _peaks.Add(hash);
        Count++;
    }

    /// <summary>SHA-256 over 0x00 and the content.</summary>
    public static byte[] HashLeaf(ReadOnlySpan<byte> content)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData([0]);
        sha.AppendData(content);
        return sha.GetHashAndReset();
    }

    /// <summary>The hashes that lead from leaf <paramref name="index"/> to the root over all of <paramref name="leafHashes"/>, nearest first.</summary>
    public static IReadOnlyList<byte[]> Inclusion(IReadOnlyList<byte[]> leafHashes, long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);

        var path = new List<byte[]>();
        Descend(0, leafHashes.Count);
        return path;

        void Descend(int from, int to)
        {
            if (to - from == 1)
            {
                return;
            }

            var middle = from + Split(to - from);
            if (index < middle)
            {
                Descend(from, middle);
                path.Add(RootOf(leafHashes, middle, to));
            }
            else
            {
                Descend(middle, to);
                path.Add(RootOf(leafHashes, from, middle));
            }
        }
    }

    /// <summary>Whether the leaf is the one numbered <paramref name="index"/> of the tree of <paramref name="size"/> leaves with this root.</summary>
    public static bool Includes(byte[] root, long size, long index, byte[] leafHash, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (place, last, hash) = (index, size - 1, leafHash);
        foreach (var beside in path)
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                hash = HashNode(beside, hash);
                while ((place & 1) == 0 && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                hash = HashNode(hash, beside);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && hash.AsSpan().SequenceEqual(root);
    }

    /// <summary>The hashes that show that the tree of the first <paramref name="oldSize"/> leaves is the beginning of the tree of them all.</summary>
    public static IReadOnlyList<byte[]> Consistency(IReadOnlyList<byte[]> leafHashes, long oldSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, leafHashes.Count);

        var path = new List<byte[]>();
        if (oldSize > 0)
        {
            Descend((int)oldSize, 0, leafHashes.Count, isWhole: true);
        }

        return path;

        // isWhole: the old tree is a subtree the checker can build from the old root alone.
        void Descend(int old, int from, int to, bool isWhole)
        {
            if (old == to - from)
            {
                if (!isWhole)
                {
                    path.Add(RootOf(leafHashes, from, to));
                }

                return;
            }

            var half = Split(to - from);
            if (old <= half)
            {
                Descend(old, from, from + half, isWhole);
                path.Add(RootOf(leafHashes, from + half, to));
            }
            else
            {
                Descend(old - half, from + half, to, isWhole: false);
                path.Add(RootOf(leafHashes, from, from + half));
            }
        }
    }

    /// <summary>Whether the old tree is the beginning of the new one, by what <see cref="Consistency"/> gave.</summary>
    public static bool IsConsistent(byte[] oldRoot, long oldSize, byte[] root, long size, IReadOnlyList<byte[]> path)
    {
        if (oldSize < 0 || oldSize > size)
        {
            return false;
        }

        if (oldSize == 0)
        {
            return path.Count == 0 && oldRoot.AsSpan().SequenceEqual(SHA256.HashData([]));
        }

        if (oldSize == size)
        {
            return path.Count == 0 && oldRoot.AsSpan().SequenceEqual(root);
        }

        // A full old tree is itself the first hash.
        var hashes = long.IsPow2(oldSize) ? [oldRoot, .. path] : path.ToList();
        if (hashes.Count == 0)
        {
            return false;
        }

        var (place, last) = (oldSize - 1, size - 1);
        while ((place & 1) == 1)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        var (before, now) = (hashes[0], hashes[0]);
        foreach (var beside in hashes.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((place & 1) == 1 || place == last)
            {
                (before, now) = (HashNode(beside, before), HashNode(beside, now));
                while ((place & 1) == 0 && place != 0)
                {
                    (place, last) = (place >> 1, last >> 1);
                }
            }
            else
            {
                now = HashNode(now, beside);
            }

            (place, last) = (place >> 1, last >> 1);
        }

        return last == 0 && before.AsSpan().SequenceEqual(oldRoot) && now.AsSpan().SequenceEqual(root);
    }

    internal static byte[] HashNode(byte[] left, byte[] right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(node);
    }

    private static byte[] RootOf(IReadOnlyList<byte[]> hashes, int from, int to)
    {
        var tree = new MerkleTree();
        for (var index = from; index < to; index++)
        {
            tree.AddHash(hashes[index]);
        }

        return tree.Root;
    }

    // The largest power of two below the count.
    internal static int Split(int count) => 1 << (31 - int.LeadingZeroCount(count - 1));
}
