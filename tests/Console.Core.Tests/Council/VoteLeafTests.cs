using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Council;

public sealed class VoteLeafTests : IDisposable
{
    private readonly VoteKey _key = VoteKey.Create();

    [Fact]
    public void Leaf_OfEveryKind_IsReadAsItWasWritten()
    {
        var leaves = Leaves();
        Assert.Equal(9, leaves.Select(leaf => leaf.GetType()).Distinct().Count());

        Assert.All(leaves, leaf =>
        {
            var read = VoteLeaf.Read(leaf.Write());

            Assert.Equal(leaf.GetType(), read.GetType());
            Assert.Equal(leaf.Write(), read.Write());
        });
    }

    [Fact]
    public void Read_AnyBytes_IsALeafWithNoOtherBytesOrRefused()
    {
        var written = Leaves().Select(leaf => leaf.Write()).ToList();
        var random = new Random(1);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = written[random.Next(written.Count)].ToArray();
            for (var changes = random.Next(3); changes >= 0; changes--)
            {
                bytes = random.Next(4) switch
                {
                    0 => bytes[..random.Next(bytes.Length + 1)],
                    1 => [.. bytes, (byte)random.Next(256)],
                    _ => Changed(bytes, random),
                };
            }

            try
            {
                Assert.Equal(bytes, VoteLeaf.Read(bytes).Write());
                read++;
            }
            catch (FormatException wrong)
            {
                Assert.NotEmpty(wrong.Message);
            }
        }

        Assert.InRange(read, 1_000, 19_000);
    }

    [Fact]
    public void Checkpoint_AnythingElseThanSigned_IsNotGenuine()
    {
        using var other = VoteKey.Create();
        var root = MerkleTree.HashLeaf([1]);
        var signed = _key.Sign(new VoteId(12), 7, root, MadeUpVote.Opens);

        Assert.Equal(64, signed.Signature.Length);
        Assert.True(VoteKey.IsGenuine(signed, _key.PublicKey));
        Assert.False(VoteKey.IsGenuine(signed, other.PublicKey));
        Assert.False(VoteKey.IsGenuine(signed, [1, 2, 3]));
        Assert.False(VoteKey.IsGenuine(signed with { Vote = new VoteId(13) }, _key.PublicKey));
        Assert.False(VoteKey.IsGenuine(signed with { Size = 8 }, _key.PublicKey));
        Assert.False(VoteKey.IsGenuine(signed with { Root = MerkleTree.HashLeaf([2]) }, _key.PublicKey));
        Assert.False(VoteKey.IsGenuine(signed with { At = signed.At.AddTicks(1) }, _key.PublicKey));
        Assert.False(VoteKey.IsGenuine(signed with { Signature = [] }, _key.PublicKey));
    }

    [Fact]
    public void Key_KeptAndTakenOut_SignsForTheSamePublicKey()
    {
        using var again = VoteKey.FromPkcs8(_key.ToPkcs8());

        Assert.Equal(_key.PublicKey, again.PublicKey);
        Assert.True(VoteKey.IsGenuine(again.Sign(new VoteId(1), 1, [1], MadeUpVote.Opens), _key.PublicKey));
    }

    [Theory]
    [InlineData("0123456789AB", "0123456789AB")]
    [InlineData("oi2l-4567 89ab", "0121456789AB")]
    [InlineData("0123456789A", null)]
    [InlineData("0123456789AU", null)]
    [InlineData("", null)]
    public void Code_AsTyped_IsForgivenWhatPeopleMixUp(string typed, string? code) => Assert.Equal(code, VoteReceipt.ReadCode(typed));

    [Fact]
    public void Code_OfAHash_IsItsFirstSixtyBits()
    {
        Assert.Equal("000000000000", VoteReceipt.CodeOf(new byte[32]));
        Assert.Equal("ZZZZZZZZZZZZ", VoteReceipt.CodeOf([.. Enumerable.Repeat((byte)255, 32)]));
        Assert.Equal("00820C20A1G7", VoteReceipt.CodeOf(Convert.FromHexString("0010203040506070")));
    }

    public void Dispose() => _key.Dispose();

    private List<VoteLeaf> Leaves() =>
    [
        .. new MadeUpVote(VoteMode.NamedTurnout, 1, _key).Leaves,
        .. new MadeUpVote(VoteMode.Secret, 1, _key).Leaves,
        new CancelledLeaf(MadeUpVote.Opens, "改期", MadeUpVote.Chair),
    ];

    private static byte[] Changed(byte[] bytes, Random random)
    {
        if (bytes.Length > 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
