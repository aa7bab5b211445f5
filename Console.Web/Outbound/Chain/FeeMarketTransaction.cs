using System.Numerics;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>A transaction of type 2 (EIP-1559): a tip, and the most that base fee and tip together may be.</summary>
internal sealed record FeeMarketTransaction(
    ulong ChainId, ulong Nonce, BigInteger Tip, BigInteger MaxFee, ulong Gas, EvmAddress? To, BigInteger Value, ReadOnlyMemory<byte> Data)
    : EvmTransaction(ChainId, Nonce, Gas, To, Value, Data)
{
    private const byte Kind = 2;

    /// <inheritdoc />
    protected override byte[] Unsigned() => [Kind, .. Rlp.Encode(RlpItem.List([.. Fields()]))];

    /// <inheritdoc />
    protected override byte[] Signed(EvmSignature signature) =>
        [Kind, .. Rlp.Encode(RlpItem.List([.. Fields(), RlpItem.Number(signature.YParity), RlpItem.Number(signature.R), RlpItem.Number(signature.S)]))];

    // The list before the signature is the access list, which we never need.
    private IEnumerable<RlpItem> Fields() =>
        [RlpItem.Number(ChainId), RlpItem.Number(Nonce), RlpItem.Number(Tip), RlpItem.Number(MaxFee), RlpItem.Number(Gas), .. Call(), RlpItem.List()];
}
