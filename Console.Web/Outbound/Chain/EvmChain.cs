using System.Numerics;
using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Outbound.Chain;

/// <summary>Which chain and contract, and how steps are sent there.</summary>
/// <param name="ChainId">The chain's number, signed into every step.</param>
/// <param name="Genesis">The hash of block 0: two chains may share a number.</param>
/// <param name="Contract">Where the contract stands.</param>
/// <param name="CodeHash">Keccak-256 of the code there.</param>
/// <param name="FirstBlock">The contract's own block; nothing of it is older.</param>
/// <param name="Fees">What is offered for gas: from settings, never from the node.</param>
/// <param name="Confirmations">Blocks on top of a step before it counts; 0 where a block is final at once.</param>
/// <param name="LogPage">The most blocks whose events are asked for at once: nodes refuse long stretches.</param>
internal sealed record EvmChain(
    ulong ChainId, Id32 Genesis, EvmAddress Contract, Id32 CodeHash, ulong FirstBlock, EvmFees Fees, int Confirmations, int LogPage = EvmChain.UsualPage)
{
    /// <summary>What nodes usually allow.</summary>
    public const int UsualPage = 2000;
}

/// <summary>What is offered for gas, in wei.</summary>
/// <param name="Legacy">Transactions with one price, for chains that know no base fee; the price is <paramref name="MaxFee"/>.</param>
internal sealed record EvmFees(bool Legacy, BigInteger Tip, BigInteger MaxFee)
{
    /// <summary>Chains on which gas costs nothing.</summary>
    public static readonly EvmFees Free = new(false, 0, 0);
}
