using System.Collections.Immutable;
using System.Numerics;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>The ledger's chain, where it is an Ethereum-like one with our contract on it.</summary>
internal sealed class EvmGateway(EvmNode node, EvmChain chain, IReadOnlyDictionary<TimeRole, ISigner> signers) : IChainGateway
{
    private const ulong GasOfNothing = 21_000;

    // All that can be found by the id of a record, an operation or a member: each event has it as its first indexed value.
    private static readonly byte[][] Acts =
    [
        TimeBankEvents.Topic<ServiceFiled>(), TimeBankEvents.Topic<ServiceSettled>(), TimeBankEvents.Topic<ServiceClosed>(), TimeBankEvents.Topic<ServiceDisputed>(),
        TimeBankEvents.Topic<TimeMoved>(), TimeBankEvents.Topic<GuaranteeSet>(), TimeBankEvents.Topic<MemberSet>(),
    ];

    private static readonly AbiSignature Totals = new("totals()");
    private static readonly AbiSignature BalanceOf = new("balanceOf(bytes32)");
    private static readonly ImmutableArray<AbiType> ThreeSums = [AbiType.Parse("int64"), AbiType.Parse("int64"), AbiType.Parse("uint64")];
    private static readonly ImmutableArray<AbiType> Uint64 = [AbiType.Parse("uint64")];
    private static readonly ImmutableArray<AbiType> OneSum = [AbiType.Parse("int64")];

    /// <inheritdoc />
    public string Name => $"{chain.ChainId}:{chain.Genesis}:{chain.Contract}:{chain.CodeHash}";

    /// <inheritdoc />
    public async Task<ChainMismatch?> CheckAsync(CancellationToken cancellation)
    {
        if (await node.ChainIdAsync(cancellation) is var id && id != chain.ChainId)
        {
            return new ChainMismatch("chain id", $"{chain.ChainId}", $"{id}");
        }

        var genesis = await node.BlockHashAsync(0, cancellation) is { } hash ? new Id32(hash) : default;
        if (genesis != chain.Genesis)
        {
            return new ChainMismatch("genesis", $"{chain.Genesis}", $"{genesis}");
        }

        var code = new Id32(Keccak256.Hash(await node.CodeAsync(chain.Contract, cancellation)));
        return code == chain.CodeHash ? null : new ChainMismatch($"code at {chain.Contract}", $"{chain.CodeHash}", $"{code}");
    }

    /// <inheritdoc />
    public SignerId SignerOf(TimeRole role) => new(Signer(role).Address.ToString());

    /// <inheritdoc />
    public async Task<long> NextNonceAsync(TimeRole role, CancellationToken cancellation) => (long)await node.NonceAsync(Signer(role).Address, cancellation);

    /// <inheritdoc />
    public Task<SignedStep> SignAsync(TimeBankStep asked, TimeRole role, long nonce, CancellationToken cancellation) =>
        SignAsync(role, nonce, chain.Contract, TimeBankCalls.Of(asked), TimeBankCalls.Gas(asked), cancellation);

    /// <inheritdoc />
    public Task<SignedStep> SignNothingAsync(TimeRole role, long nonce, CancellationToken cancellation) =>
        SignAsync(role, nonce, Signer(role).Address, [], GasOfNothing, cancellation);

    /// <inheritdoc />
    public async Task<SendAnswer> SendAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellation)
    {
        try
        {
            await node.SendAsync(new SignedTransaction(raw, Keccak256.Hash(raw.Span)), cancellation);
            return new SendAnswer(SendOutcome.Taken, "");
        }
        catch (NodeRefusedException refusal)
        {
            return new SendAnswer(SendRefusal.Read(refusal.Code, refusal.Said), refusal.Said);
        }
    }

    /// <inheritdoc />
    public async Task<StepOnChain?> FindAsync(Id32 hash, CancellationToken cancellation)
    {
        if (await node.ReceiptAsync(hash.ToBytes(), cancellation) is not { } receipt)
        {
            return null;
        }

        var height = await node.HeightAsync(cancellation);
        var deep = height >= receipt.Block + (ulong)chain.Confirmations;
        IReadOnlyList<TimeBankFact> facts = [.. receipt.Logs.Where(log => log.Contract == chain.Contract).OrderBy(static log => log.Index).Select(TimeBankEvents.Read)];
        var problem = receipt.Succeeded ? null : await ReplayAsync(hash, receipt, cancellation);
        return new StepOnChain((long)receipt.Block, new Id32(receipt.BlockHash.Span), deep, (long)receipt.GasUsed, facts, problem);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<FactOnChain>> FindActsAsync(Id32 id, CancellationToken cancellation) =>
        await ReadAsync(chain.FirstBlock, await node.HeightAsync(cancellation), [Acts, [id.ToBytes()]], cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<FactOnChain>> FindAnchorsAsync(long last, CancellationToken cancellation) => await ReadAsync(
        chain.FirstBlock, await node.HeightAsync(cancellation), [[TimeBankEvents.Topic<Anchored>()], [AbiEncoder.Encode(Uint64, [last])]], cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<FactOnChain>> FactsAsync(long first, long last, CancellationToken cancellation) => ReadAsync(Math.Max((ulong)first, chain.FirstBlock), (ulong)last, [], cancellation);

    /// <inheritdoc />
    public async Task<long> HeightAsync(CancellationToken cancellation) => (long)await node.HeightAsync(cancellation);

    /// <inheritdoc />
    public async Task<Id32?> BlockHashAsync(long height, CancellationToken cancellation) =>
        await node.BlockHashAsync((ulong)height, cancellation) is { } hash ? new Id32(hash) : null;

    /// <inheritdoc />
    public async Task<BankTotals> TotalsAsync(CancellationToken cancellation)
    {
        var sums = await AskAsync(Totals.Call(), ThreeSums, cancellation);
        return new BankTotals((long)(BigInteger)sums[0], (long)(BigInteger)sums[1], (long)(BigInteger)sums[2]);
    }

    /// <inheritdoc />
    public async Task<long> BalanceAsync(Id32 account, CancellationToken cancellation) =>
        (long)(BigInteger)(await AskAsync(BalanceOf.Call(account.ToBytes()), OneSum, cancellation))[0];

    private async Task<SignedStep> SignAsync(TimeRole role, long nonce, EvmAddress to, byte[] data, ulong gas, CancellationToken cancellation)
    {
        EvmTransaction transaction = chain.Fees.Legacy
            ? new LegacyTransaction(chain.ChainId, (ulong)nonce, chain.Fees.MaxFee, gas, to, 0, data)
            : new FeeMarketTransaction(chain.ChainId, (ulong)nonce, chain.Fees.Tip, chain.Fees.MaxFee, gas, to, 0, data);
        var signed = await transaction.SignAsync(Signer(role), cancellation);
        return new SignedStep(signed.Raw, new Id32(signed.Hash.Span));
    }

    private async Task<IReadOnlyList<object>> AskAsync(byte[] call, IReadOnlyList<AbiType> types, CancellationToken cancellation)
    {
        try
        {
            return AbiDecoder.Decode(types, await node.CallAsync(null, chain.Contract, call, null, cancellation));
        }
        catch (Exception fault) when (fault is FormatException or OverflowException)
        {
            throw new NodeAnswerException("eth_call", "the contract gave other values than it should.", fault);
        }
    }

    private async Task<IReadOnlyList<FactOnChain>> ReadAsync(ulong from, ulong to, IReadOnlyList<IReadOnlyList<byte[]>> topics, CancellationToken cancellation)
    {
        var found = new List<FactOnChain>();
        for (var first = from; first <= to; first += (ulong)chain.LogPage)
        {
            var logs = await node.LogsAsync(chain.Contract, first, Math.Min(to, first + (ulong)chain.LogPage - 1), topics, cancellation);
            found.AddRange(logs.Select(static log => new FactOnChain(TimeBankEvents.Read(log), (long)log.Block, new Id32(log.BlockHash.Span), new Id32(log.Transaction.Span))));
        }

        return found;
    }

    private ISigner Signer(TimeRole role) =>
        signers.GetValueOrDefault(role) ?? throw new SignerException($"Nobody signs as {role}: the settings name no key for that role.");

    // The receipt does not say why: the same call on the state before its block does, or on the state after it where another step
    // of the block was the reason. Where the node has forgotten both, on today's.
    private async Task<TimeBankProblem> ReplayAsync(Id32 hash, EvmReceipt receipt, CancellationToken cancellation)
    {
        if (await node.SentCallAsync(hash.ToBytes(), cancellation) is not { } call)
        {
            return new StepFailed("The node no longer knows the transaction.");
        }

        var before = await TryAsync(call, receipt.Block - 1, cancellation);
        var after = before.Problem is not null ? before : await TryAsync(call, receipt.Block, cancellation);
        var last = after.Problem is null && !before.Succeeded && !after.Succeeded ? await TryAsync(call, null, cancellation) : after;
        return last.Problem ?? new StepFailed(last.Said);
    }

    private async Task<Replay> TryAsync(SentCall call, ulong? block, CancellationToken cancellation)
    {
        try
        {
            await node.CallAsync(call.From, chain.Contract, call.Data, block, cancellation);
            return new Replay(true, null, "The same call succeeds when it is tried again.");
        }
        catch (NodeRefusedException refusal)
        {
            return new Replay(false, TimeBankReverts.Read(refusal.Revert.Span), refusal.Said);
        }
    }

    private readonly record struct Replay(bool Succeeded, TimeBankProblem? Problem, string Said);
}
