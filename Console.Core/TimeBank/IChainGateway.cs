namespace CommunityConsole.Core.TimeBank;

/// <summary>
/// The chain that witnesses the ledger, in the ledger's terms. It holds no queue: the outbox decides what is sent when, keeps the
/// signed bytes before they go out, and sends the same bytes again.
/// </summary>
/// <remarks>Every call may throw a <see cref="ChainFaultException"/>: nobody answered, or not as a chain does.</remarks>
public interface IChainGateway
{
    /// <summary>Which chain and contract, in one line: a queue that was begun for one never goes to another.</summary>
    string Name { get; }

    /// <summary>Whether behind the address is the chain and the contract of the settings; null when so. Asked at every start, before anything is sent.</summary>
    Task<ChainMismatch?> CheckAsync(CancellationToken cancellation);

    /// <summary>Who signs what needs a role.</summary>
    SignerId SignerOf(TimeRole role);

    /// <summary>How many steps of that role's signer are in blocks: the lowest number that may still be used.</summary>
    Task<long> NextNonceAsync(TimeRole role, CancellationToken cancellation);

    /// <summary>Signs a step (<paramref name="asked"/>). Nothing is sent.</summary>
    /// <param name="role">With which role it is taken.</param>
    /// <param name="nonce">Its place among the steps of that signer.</param>
    Task<SignedStep> SignAsync(TimeBankStep asked, TimeRole role, long nonce, CancellationToken cancellation);

    /// <summary>Signs bytes that do nothing but use a number, for one that is missing below steps that wait.</summary>
    Task<SignedStep> SignNothingAsync(TimeRole role, long nonce, CancellationToken cancellation);

    /// <summary>Sends signed bytes, as often as need be.</summary>
    Task<SendAnswer> SendAsync(ReadOnlyMemory<byte> raw, CancellationToken cancellation);

    /// <summary>What became of a signed step; null while it is in no block.</summary>
    Task<StepOnChain?> FindAsync(Id32 hash, CancellationToken cancellation);

    /// <summary>What the chain holds under the id of a record, an operation or a member, whoever sent it, oldest first; empty where it holds nothing.</summary>
    Task<IReadOnlyList<FactOnChain>> FindActsAsync(Id32 id, CancellationToken cancellation);

    /// <summary>The anchors that end at this row of the ledger: one, or none.</summary>
    Task<IReadOnlyList<FactOnChain>> FindAnchorsAsync(long last, CancellationToken cancellation);

    /// <summary>All facts of these blocks, oldest first.</summary>
    Task<IReadOnlyList<FactOnChain>> FactsAsync(long first, long last, CancellationToken cancellation);

    /// <summary>The height of the newest block.</summary>
    Task<long> HeightAsync(CancellationToken cancellation);

    /// <summary>A block's hash; null where the chain is not that high. Another one than before means that the chain was reorganised.</summary>
    Task<Id32?> BlockHashAsync(long height, CancellationToken cancellation);

    /// <summary>All members together, the pool, and how far it may fall.</summary>
    Task<BankTotals> TotalsAsync(CancellationToken cancellation);

    /// <summary>The balance of a member or of the pool.</summary>
    Task<long> BalanceAsync(Id32 account, CancellationToken cancellation);
}
