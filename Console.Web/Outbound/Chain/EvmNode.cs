namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The calls to a node that the time bank needs, as every Ethereum JSON-RPC node has them.</summary>
internal sealed class EvmNode(JsonRpc rpc)
{
    /// <summary>The chain's number.</summary>
    public async Task<ulong> ChainIdAsync(CancellationToken cancellation) => (await rpc.CallAsync("eth_chainId", [], cancellation)).Count();

    /// <summary>The height of the newest block.</summary>
    public async Task<ulong> HeightAsync(CancellationToken cancellation) => (await rpc.CallAsync("eth_blockNumber", [], cancellation)).Count();

    /// <summary>A block's hash; null where the chain is not that high.</summary>
    public async Task<byte[]?> BlockHashAsync(ulong height, CancellationToken cancellation)
    {
        var block = await rpc.CallAsync("eth_getBlockByNumber", [EvmHex.Quantity(height), false], cancellation);
        return block.IsNull ? null : block["hash"].Hash();
    }

    /// <summary>The code at an address; empty where no contract stands.</summary>
    public async Task<byte[]> CodeAsync(EvmAddress address, CancellationToken cancellation) =>
        (await rpc.CallAsync("eth_getCode", [address.ToString(), "latest"], cancellation)).Bytes();

    /// <summary>How many transactions of a sender are in blocks: the next nonce, whatever waits.</summary>
    public async Task<ulong> NonceAsync(EvmAddress sender, CancellationToken cancellation) =>
        (await rpc.CallAsync("eth_getTransactionCount", [sender.ToString(), "latest"], cancellation)).Count();

    /// <summary>Asks a contract without changing it.</summary>
    /// <param name="block">The state after this block; null for the newest.</param>
    /// <exception cref="NodeRefusedException">It refused; see <see cref="NodeRefusedException.Revert"/>.</exception>
    public async Task<byte[]> CallAsync(EvmAddress? from, EvmAddress to, ReadOnlyMemory<byte> data, ulong? block, CancellationToken cancellation)
    {
        var call = new Dictionary<string, string> { ["to"] = to.ToString(), ["data"] = EvmHex.Of(data.Span) };
        if (from is { } sender)
        {
            call["from"] = sender.ToString();
        }

        return (await rpc.CallAsync("eth_call", [call, block is { } height ? EvmHex.Quantity(height) : "latest"], cancellation)).Bytes();
    }

    /// <summary>Sends a signed transaction.</summary>
    /// <exception cref="NodeAnswerException">The node took other bytes for it: its hash is another one.</exception>
    public async Task SendAsync(SignedTransaction transaction, CancellationToken cancellation)
    {
        var hash = (await rpc.CallAsync("eth_sendRawTransaction", [EvmHex.Of(transaction.Raw.Span)], cancellation)).Hash();
        if (!transaction.Hash.Span.SequenceEqual(hash))
        {
            throw new NodeAnswerException("eth_sendRawTransaction", "its hash is not that of what was sent.");
        }
    }

    /// <summary>What became of a transaction; null while it is in no block.</summary>
    public async Task<EvmReceipt?> ReceiptAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation)
    {
        var receipt = await rpc.CallAsync("eth_getTransactionReceipt", [EvmHex.Of(hash.Span)], cancellation);
        return receipt.IsNull ? null : EvmReceipt.Of(receipt);
    }

    /// <summary>Who sent a transaction and what it asked; null where the node does not know it.</summary>
    public async Task<SentCall?> SentCallAsync(ReadOnlyMemory<byte> hash, CancellationToken cancellation)
    {
        var sent = await rpc.CallAsync("eth_getTransactionByHash", [EvmHex.Of(hash.Span)], cancellation);
        return sent.IsNull ? null : new SentCall(sent["from"].Address(), sent["input"].Bytes());
    }

    /// <summary>The logs of a contract in these blocks, oldest first.</summary>
    /// <param name="topics">What each topic may be; an empty list for anything.</param>
    public async Task<IReadOnlyList<EvmLog>> LogsAsync(EvmAddress contract, ulong from, ulong to, IReadOnlyList<IReadOnlyList<byte[]>> topics, CancellationToken cancellation)
    {
        var filter = new
        {
            address = contract.ToString(),
            fromBlock = EvmHex.Quantity(from),
            toBlock = EvmHex.Quantity(to),
            topics = topics.Select(static any => any.Count == 0 ? null : any.Select(static topic => EvmHex.Of(topic))),
        };
        var logs = await rpc.CallAsync("eth_getLogs", [filter], cancellation);
        return [.. logs.Items().Select(EvmLog.Of).Where(log => log.Contract == contract).OrderBy(static log => log.Block).ThenBy(static log => log.Index)];
    }
}
