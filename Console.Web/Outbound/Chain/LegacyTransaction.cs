using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A transaction with one gas price, bound to its chain by EIP-155: for chains that know no base fee.</summary>
internal sealed record LegacyTransaction(ulong ChainId, ulong Nonce, BigInteger GasPrice, ulong Gas, EvmAddress? To, BigInteger Value, ReadOnlyMemory<byte> Data)
    : EvmTransaction(ChainId, Nonce, Gas, To, Value, Data)
{
    /// <inheritdoc />
    protected override byte[] Unsigned() => Write(ChainId, 0, 0);

    /// <inheritdoc />
    protected override byte[] Signed(EvmSignature signature) => Write((2 * (BigInteger)ChainId) + 35 + signature.YParity, signature.R, signature.S);

    private byte[] Write(BigInteger v, BigInteger r, BigInteger s) =>
        Rlp.Encode(RlpItem.List([RlpItem.Number(Nonce), RlpItem.Number(GasPrice), RlpItem.Number(Gas), .. Call(), RlpItem.Number(v), RlpItem.Number(r), RlpItem.Number(s)]));
}
