using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council;

/// <summary>A roll entry as everybody may see it: who it is can be proved by its name and salt, and cannot be guessed without.</summary>
/// <param name="Number">The place on the roll, from 1.</param>
/// <param name="Id">What the log calls the entry.</param>
/// <param name="Heads">As on the roll.</param>
/// <param name="Area">0.01 m².</param>
/// <param name="Proxy">The entry that may also cast its vote.</param>
/// <param name="Commitment">SHA-256 over salt, name, place and account.</param>
public sealed record RollPaper(int Number, RollId Id, int Heads, long Area, RollId? Proxy, byte[] Commitment)
{
    /// <summary>The paper of an entry.</summary>
    public static RollPaper Of(RollEntry entry) => new(
        entry.Number, entry.Id, entry.Heads, entry.Area, entry.Proxy, Commit(entry.Salt, entry.Name, entry.Place, entry.Account?.Value));

    /// <summary>What binds an entry to a name without telling it.</summary>
    public static byte[] Commit(byte[] salt, string name, string place, string? account) =>
        new CanonicalBytes().Add(salt).Add(name).Add(place).Add(account ?? "").Hash();

    /// <summary>The bytes.</summary>
    public byte[] Write()
    {
        var bytes = new CanonicalBytes().Add(Number).Add(Id.Value).Add(Heads).Add(Area);
        return (Proxy is { } proxy ? bytes.Add(proxy.Value) : bytes.Add("")).Add(Commitment).ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="FormatException">It is no paper: says which field is wrong.</exception>
    public static RollPaper Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        var paper = new RollPaper(
            (int)reader.Number("number", 1, int.MaxValue),
            new RollId(reader.Id("entry")),
            (int)reader.Number("heads", 0, 1),
            reader.Number("area", 0, MostArea),
            ReadProxy(reader.Bytes("proxy")),
            reader.Bytes("commitment", 32).ToArray());
        reader.End();
        return paper;
    }

    // A thousand square kilometres: no sum of a roll can overflow.
    private const long MostArea = 100_000_000_000;

    private static RollId? ReadProxy(ReadOnlySpan<byte> field) => field.Length switch
    {
        0 => null,
        16 => new RollId(new Guid(field, bigEndian: true)),
        _ => throw new FormatException($"proxy has {field.Length} bytes; it must have 16, or none."),
    };
}

/// <summary>The roll as a tree of its own, whose root stands in the definition.</summary>
public static class RollRoot
{
    /// <summary>The root over the roll.</summary>
    public static byte[] Of(IReadOnlyList<RollEntry> roll) => MerkleTree.Of(Lines(roll).Select(line => MerkleTree.HashLeaf(line))).Root;

    /// <summary>What is hashed and published, entry by entry.</summary>
    public static IReadOnlyList<byte[]> Lines(IReadOnlyList<RollEntry> roll)
    {
        var lines = new List<byte[]>(roll.Count);
        byte[] last = [];
        foreach (var entry in roll)
        {
            var line = new LogLine(lines.Count, last, RollPaper.Of(entry).Write()).Write();
            lines.Add(line);
            last = MerkleTree.HashLeaf(line);
        }

        return lines;
    }
}
