using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>Lines read one after the other, and the first of them that does not hang together with the others.</summary>
internal sealed class LineChain
{
    private readonly List<LogLine?> _lines = [];
    private readonly List<byte[]> _hashes = [];

    private LineChain()
    {
    }

    /// <summary>The lines; null where the bytes are none.</summary>
    public IReadOnlyList<LogLine?> Lines => _lines;

    /// <summary>Their hashes.</summary>
    public IReadOnlyList<byte[]> Hashes => _hashes;

    /// <summary>The first that is wrong and why; null when each follows the one before.</summary>
    public (int Index, Sentence Why)? Broken { get; private set; }

    /// <summary>The content of the broken line can still be judged: it hangs on the one before, but the one after hangs on another.</summary>
    public bool IsReplaced { get; private set; }

    /// <param name="lines">As they were published.</param>
    /// <param name="root">What the root over them all should be, where that is known: tells which of the last two lines is wrong.</param>
    public static LineChain Read(IReadOnlyList<byte[]> lines, byte[]? root)
    {
        var chain = new LineChain();
        foreach (var bytes in lines)
        {
            chain._hashes.Add(MerkleTree.HashLeaf(bytes));
            try
            {
                chain._lines.Add(LogLine.Read(bytes));
            }
            catch (FormatException wrong)
            {
                chain._lines.Add(null);
                chain.Broken ??= (chain._lines.Count - 1, new("内容无法读取。", $"It cannot be read: {wrong.Message}"));
            }
        }

        for (var index = 0; index < lines.Count && (chain.Broken is not { } broken || index <= broken.Index); index++)
        {
            chain.Follow(index, root);
        }

        return chain;
    }

    private void Follow(int index, byte[]? root)
    {
        if (_lines[index] is not { } line)
        {
            return;
        }

        if (line.Number != index)
        {
            IsReplaced = IsBesideAnother(index, line);
            Broken = IsReplaced
                ? (index - 1, new("这一条是插入的。", "It was put in."))
                : (index, new($"此处的编号是 {line.Number}：有内容被删除、插入或移动。", $"It is numbered {line.Number}: something was left out, put in or moved."));
        }
        else if (index > 0 && !line.Previous.AsSpan().SequenceEqual(_hashes[index - 1]))
        {
            IsReplaced = IsVouchedFor(index, root);
            Broken = IsReplaced
                ? (index - 1, new("内容与后一条所接续的不同：已被改动。", "It is not what the next one was joined to: it was changed."))
                : (index, new("没有接续前一条。", "It does not follow the one before."));
        }
    }

    // Two lines of one number: the rest was made from the later one, so the other was put in.
    private bool IsBesideAnother(int index, LogLine line) =>
        line.Number == index - 1 && !_hashes[index].AsSpan().SequenceEqual(_hashes[index - 1]) && IsVouchedFor(index, root: null);

    // Two neighbours disagree. The later one is right when the one after it, or else the root, was made from it as it stands.
    private bool IsVouchedFor(int index, byte[]? root)
    {
        if (index + 1 < _lines.Count)
        {
            return _lines[index + 1] is { } next && next.Previous.AsSpan().SequenceEqual(_hashes[index]);
        }

        var asJoined = _hashes.Select((hash, place) => place == index - 1 ? _lines[index]!.Previous : hash);
        return root is not null && MerkleTree.Of(asJoined).Root.AsSpan().SequenceEqual(root);
    }
}
