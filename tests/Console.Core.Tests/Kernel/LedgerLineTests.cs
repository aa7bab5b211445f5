using System.Text;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Tests.Kernel;

public sealed class LedgerLineTests
{
    private static readonly LedgerLine Line = new(7, 1767225600000, 1, Key(1), Key(2), Key(3), 90, "陪伴服务");

    // The vector of the format: keys are Keccak-256 of "demo:provider", "demo:receiver", "op1" and "op2".
    [Fact]
    public void Hash_VectorOfTheFormat_Matches()
    {
        var provider = Hex("5d45672bcee0876da758bbc4746f60bcc4d9bd9cbbfb54cc14e1a5b7b791455a");
        var receiver = Hex("d34483377cd5f5d39815d86a36c88adbf78c28e20a5ab13e650e2f94456df973");
        var first = new LedgerLine(1, 1767225600000, 1, Hex("7b16557ff4531e10659a080d13905c75834812f11439553cbb960ecf2dddab3c"), provider, receiver, 90, "陪伴服务").Hash("TBL1", LedgerLine.Beginning);
        var second = new LedgerLine(2, 1767225660000, 6, Hex("4b4f3f73c0d0a465ce08530b3a346a3588f8e6cfc44abb264d082d2b9b5bd103"), receiver, provider, 90, "更正").Hash("TBL1", first);

        Assert.Equal("50e9e7ec9f1f8b9eb8f8e756ac64294f2aaec71c85206a02b2cc82dbcfeed6f6", Convert.ToHexStringLower(first));
        Assert.Equal("701958545b51eef20a1ccb24ce4241b8b2790cfc3b58c961a7894948c793522d", Convert.ToHexStringLower(second));
        Assert.Equal("aa03883431943e1fc8d771afed51a365a423a9d9bbbafb5bd25b7b6c1c233edb", Convert.ToHexStringLower(MerkleTree.Of([first, second]).Root));
    }

    [Fact]
    public void Hash_EveryField_MakesAnotherHash()
    {
        var hash = Line.Hash("PTB1", LedgerLine.Beginning);

        LedgerLine[] others =
        [
            Line with { Number = 8 }, Line with { Milliseconds = 1767225600001 }, Line with { Kind = 2 }, Line with { Op = Key(9) }, Line with { Debit = Key(9) },
            Line with { Credit = Key(9) }, Line with { Debit = Line.Credit, Credit = Line.Debit }, Line with { Amount = 91 }, Line with { Note = "陪伴服勿" }, Line with { Note = "" },
        ];
        Assert.All(others, other => Assert.NotEqual(hash, other.Hash("PTB1", LedgerLine.Beginning)));
        Assert.NotEqual(hash, Line.Hash("TBL1", LedgerLine.Beginning));
        Assert.NotEqual(hash, Line.Hash("PTB1", hash));
        Assert.Equal(hash, (Line with { }).Hash("PTB1", LedgerLine.Beginning));
    }

    [Fact]
    public void Hash_IsTheLeafHashOfATree()
    {
        var content = new List<byte>();
        content.AddRange(Encoding.ASCII.GetBytes("PTB1"));
        content.AddRange(Big(BitConverter.GetBytes(7L)));
        content.AddRange(LedgerLine.Beginning);
        content.AddRange(Big(BitConverter.GetBytes(1767225600000L)));
        content.AddRange(Big(BitConverter.GetBytes(1)));
        content.AddRange([.. Key(1).ToArray(), .. Key(2).ToArray(), .. Key(3).ToArray()]);
        content.AddRange(Big(BitConverter.GetBytes(90L)));
        content.AddRange(Big(BitConverter.GetBytes(12)));
        content.AddRange(Encoding.UTF8.GetBytes("陪伴服务"));

        Assert.Equal(MerkleTree.HashLeaf([.. content]), Line.Hash("PTB1", LedgerLine.Beginning));
    }

    [Fact]
    public void Key_ThereAndBack_IsTheSame()
    {
        var bytes = Enumerable.Range(100, 32).Select(value => (byte)value).ToArray();

        Assert.Equal(bytes, LedgerKey.From(bytes).ToArray());
        Assert.Equal(Convert.ToHexStringLower(bytes), LedgerKey.From(bytes).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => LedgerKey.From(bytes.AsSpan(1)));
    }

    private static LedgerKey Hex(string digits) => LedgerKey.From(Convert.FromHexString(digits));

    private static LedgerKey Key(byte value) => LedgerKey.From([.. Enumerable.Repeat(value, 32)]);

    private static IEnumerable<byte> Big(byte[] little) => little.Reverse();
}
