using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A step ready to be sent: its bytes, and the hash by which it is found again.</summary>
public sealed record SignedStep(ReadOnlyMemory<byte> Raw, Id32 Hash);

/// <summary>What the node said to bytes that were sent.</summary>
/// <param name="Said">Its words where it refused.</param>
public sealed record SendAnswer(SendOutcome Outcome, string Said);

/// <summary>What became of bytes that were sent.</summary>
public enum SendOutcome
{
    /// <summary>The node has them, from now or from before.</summary>
    Taken,

    /// <summary>The signer's number is used up: by these bytes, or by others.</summary>
    NonceUsed,

    /// <summary>The node has no room or no patience now, or holds others with that number: the same bytes go again.</summary>
    Later,

    /// <summary>The node does not want them.</summary>
    Refused,
}

/// <summary>A step in a block.</summary>
/// <param name="Deep">Blocks on top of it, itself not counted, are as many as the settings ask for.</param>
/// <param name="Facts">What it brought about; empty where the contract refused.</param>
/// <param name="Problem">Why the contract refused; null where it did not.</param>
public sealed record StepOnChain(long Block, Id32 BlockHash, bool Deep, long Gas, IReadOnlyList<TimeBankFact> Facts, TimeBankProblem? Problem);

/// <summary>A fact and where it stands.</summary>
public sealed record FactOnChain(TimeBankFact Fact, long Block, Id32 BlockHash, Id32 Transaction);

/// <summary>The three sums of the bank.</summary>
public sealed record BankTotals(long Members, long Pool, long Cap);

/// <summary>The contract refused, and a second look does not say why.</summary>
public sealed record StepFailed(string Said)
    : TimeBankProblem("timebank.failed", new("链上合约拒绝了这一步，原因不明。", "The contract refused this step for a reason it did not name."));

/// <summary>Behind the address is another chain or another contract than the settings say.</summary>
public sealed record ChainMismatch(string What, string Wanted, string Found)
    : Problem("timebank.wrong-chain", new($"链与设置不符：{What} 应为 {Wanted}，实为 {Found}。", $"Not the chain of the settings: {What} should be {Wanted} and is {Found}."));

/// <summary>The chain did not answer as one does. Steps wait; nothing is lost.</summary>
public abstract class ChainFaultException(string message, Exception? cause = null) : Exception(message, cause);
