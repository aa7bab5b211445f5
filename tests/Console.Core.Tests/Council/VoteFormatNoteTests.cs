using System.Runtime.CompilerServices;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

/// <summary>The worked example of <c>docs/vote-format.md</c>. Its file was made by neither of the two checkers.</summary>
public sealed class VoteFormatNoteTests
{
    private static readonly string Docs = Path.Combine(Here(), "..", "..", "..", "docs");

    private static readonly byte[] File = System.IO.File.ReadAllBytes(Path.Combine(Docs, "vote-example.json"));

    [Fact]
    public async Task Example_IsRightByBothCheckers()
    {
        Assert.Equal("right announced for", StandAloneVerifier.Ours(File));
        Assert.Equal(["right announced for"], await StandAloneVerifier.CheckAsync([File]));
    }

    [Fact]
    public void Example_EveryHexOfTheNote_IsInTheFile()
    {
        var note = string.Concat(System.IO.File.ReadAllText(Path.Combine(Docs, "vote-format.md")).Split("## 8.")[1].Where(char.IsAsciiHexDigitLower));
        var vote = VoteExport.Read(File);
        var hashes = vote.Leaves.Select(line => MerkleTree.HashLeaf(line)).ToList();
        var name = vote.Names![1];

        string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
        Assert.All(
            [
                Hex(hashes[0]), Hex(hashes[1]), Hex(hashes[2]), Hex(MerkleTree.Of(hashes[..2]).Root), Hex(MerkleTree.Of(hashes).Root), Hex(vote.Definition.RollRoot),
                Hex(RollPaper.Commit(name.Salt, name.Name, name.Place, name.Account)), Hex(name.Salt), Hex(((BallotLeaf)VoteLeaf.Read(LogLine.Read(vote.Leaves[2]).Content)).Salt),
            ],
            hex => Assert.Contains(hex, note, StringComparison.Ordinal));
        Assert.Equal("PC63JDXP560D", VoteReceipt.CodeOf(hashes[2]));
    }

    [Fact]
    public void Example_WrittenAgain_IsTheSameRecord()
    {
        var read = VoteExport.Read(File);

        var again = VoteExport.Read(VoteExport.Write(read));

        Assert.Equal(read.Leaves, again.Leaves);
        Assert.Equal(read.Roll, again.Roll);
        Assert.Equal(new DefinitionLeaf(read.Definition).Write(), new DefinitionLeaf(again.Definition).Write());
        Assert.Equal(read.Names!.Select(name => (name.Number, name.Name, name.Place, name.Account)), again.Names!.Select(name => (name.Number, name.Name, name.Place, name.Account)));
        Assert.Equal(read.Checkpoints.Select(each => (each.Size, each.At)), again.Checkpoints.Select(each => (each.Size, each.At)));
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
