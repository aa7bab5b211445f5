using System.Text;
using CommunityConsole.Web.Outbound.Chain;

namespace CommunityConsole.Web.Tests.Outbound.Chain;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", 1, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("时间银行", 1, "5c05e0ccb1b4ed031718e948e8015c96577dd44198fae8e7f54d2519b4cbfb42")]
    [InlineData("a", 135, "34367dc248bbd832f4e3e69dfaac2f92638bd0bbd18f2912ba4ef454919cf446")]
    [InlineData("a", 136, "a6c4d403279fe3e0af03729caada8374b5ca54d8065329a3ebcaeb4b60aa386e")]
    public void Hash_KnownText_IsItsHash(string text, int times, string hash) =>
        Assert.Equal(hash, ChainVectors.Hex(Keccak256.Hash(string.Concat(Enumerable.Repeat(text, times)))));

    // A second implementation, word by word from the specification: the absorbed bytes one at a time, rho and pi by coordinates.
    [Fact]
    public void Hash_LengthsAroundBlockBorders_EqualsThePlainSpecification()
    {
        var lengths = Enumerable.Range(0, 5).SelectMany(blocks => Enumerable.Range(-3, 7).Select(around => (blocks * Keccak256.Block) + around)).Where(l => l >= 0);
        foreach (var length in lengths)
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26)))));

            Assert.Equal(ChainVectors.Hex(PlainKeccak.Hash(bytes)), ChainVectors.Hex(Keccak256.Hash(bytes)));
        }
    }
}
