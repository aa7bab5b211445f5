namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>What became of a transaction in a block.</summary>
/// <param name="Succeeded">False when the contract refused: its state stayed as it was.</param>
internal sealed record EvmReceipt(
    ReadOnlyMemory<byte> Transaction, bool Succeeded, ulong Block, ReadOnlyMemory<byte> BlockHash, ulong GasUsed, EvmAddress? Created, IReadOnlyList<EvmLog> Logs)
{
    /// <summary>Reads one.</summary>
    public static EvmReceipt Of(RpcResult json) => new(
        json["transactionHash"].Hash(),
        json["status"].Quantity().IsOne,
        json["blockNumber"].Count(),
        json["blockHash"].Hash(),
        json["gasUsed"].Count(),
        json["contractAddress"] is { IsNull: false } created ? created.Address() : null,
        [.. json["logs"].Items().Select(EvmLog.Of)]);
}
