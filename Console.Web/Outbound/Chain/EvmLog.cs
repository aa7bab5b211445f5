namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>An event as a block keeps it.</summary>
/// <param name="Index">Its place among all events of the block.</param>
internal sealed record EvmLog(
    EvmAddress Contract, IReadOnlyList<byte[]> Topics, ReadOnlyMemory<byte> Data, ulong Block, ulong Index, ReadOnlyMemory<byte> BlockHash, ReadOnlyMemory<byte> Transaction)
{
    /// <summary>Reads one.</summary>
    public static EvmLog Of(RpcResult json) => new(
        json["address"].Address(),
        [.. json["topics"].Items().Select(static topic => topic.Hash())],
        json["data"].Bytes(),
        json["blockNumber"].Count(),
        json["logIndex"].Count(),
        json["blockHash"].Hash(),
        json["transactionHash"].Hash());
}
