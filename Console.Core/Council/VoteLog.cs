using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>A leaf as it stands in the log.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Bytes">The whole <see cref="LogLine"/>: what is kept and published.</param>
/// <param name="Hash">Its hash in the tree.</param>
public sealed record LoggedLeaf(long Number, byte[] Bytes, byte[] Hash);

/// <summary>The growing end of a vote's log: how many leaves, the root over them, and where the next one is joined on.</summary>
public sealed class VoteLog
{
    private readonly MerkleTree _tree = new();
    private byte[] _last = [];

    /// <summary>How many leaves.</summary>
    public long Count => _tree.Count;

    /// <summary>The root over them.</summary>
    public byte[] Root => _tree.Root;

    /// <summary>Adds a leaf.</summary>
    public LoggedLeaf Add(VoteLeaf leaf)
    {
        var bytes = new LogLine(Count, _last, leaf.Write()).Write();
        _last = _tree.Add(bytes);
        return new LoggedLeaf(Count - 1, bytes, _last);
    }
}
