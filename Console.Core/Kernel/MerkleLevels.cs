namespace CommunityConsole.Core.Kernel;

/// <summary>A <see cref="MerkleTree"/> that keeps every full subtree: twice the hashes in memory, and a proof among a million leaves costs a few dozen of them.</summary>
public sealed class MerkleLevels
{
    private readonly List<List<byte[]>> _levels = [[]];

    /// <summary>How many leaves.</summary>
    public int Count => _levels[0].Count;

    /// <summary>The root over all of them.</summary>
    public byte[] Root => Count == 0 ? MerkleTree.Of([]).Root : RootOf(0, Count);

    /// <summary>Adds a leaf whose hash is known.</summary>
    public void Add(byte[] leafHash)
    {
        var hash = leafHash;
        for (var level = 0; ; level++)
        {
            var row = _levels[level];
            row.Add(hash);
            if ((row.Count & 1) == 1)
            {
                return;
            }

            if (level + 1 == _levels.Count)
            {
                _levels.Add([]);
            }

            hash = MerkleTree.HashNode(row[^2], row[^1]);
        }
    }

    /// <summary>The hash of a leaf.</summary>
    public byte[] Leaf(int index) => _levels[0][index];

    /// <summary>The hashes that lead from a leaf to the root, nearest first; the same as <see cref="MerkleTree.Inclusion"/> gives.</summary>
    public IReadOnlyList<byte[]> Inclusion(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);

        var path = new List<byte[]>();
        var (from, to) = (0, Count);
        while (to - from > 1)
        {
            var middle = from + MerkleTree.Split(to - from);
            path.Add(index < middle ? RootOf(middle, to) : RootOf(from, middle));
            (from, to) = index < middle ? (from, middle) : (middle, to);
        }

        path.Reverse();
        return path;
    }

    private byte[] RootOf(int from, int to)
    {
        var count = to - from;
        if (int.IsPow2(count))
        {
            var level = int.Log2(count);
            return _levels[level][from >> level];
        }

        var middle = from + MerkleTree.Split(count);
        return MerkleTree.HashNode(RootOf(from, middle), RootOf(middle, to));
    }
}
