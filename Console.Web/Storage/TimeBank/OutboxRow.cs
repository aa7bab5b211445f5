using CommunityConsole.Core.TimeBank;

namespace CommunityConsole.Web.Storage.TimeBank;

/// <summary>A step on its way to the chain.</summary>
/// <param name="Id">Its place in the ledger's order.</param>
/// <param name="Step">What is asked; null where the text in the file cannot be read.</param>
internal sealed record OutboxRow(long Id, DateTimeOffset At, TimeRole Role, TimeBankStep? Step)
{
    /// <summary>How far it has come.</summary>
    public OutboxState State { get; init; }

    /// <summary>Its bytes, once signed.</summary>
    public OutboxBytes? Signed { get; init; }

    /// <summary>How often the bytes were sent since they were signed or fell back.</summary>
    public int Tries { get; init; }

    /// <summary>When they were sent last.</summary>
    public DateTimeOffset? Tried { get; init; }

    /// <summary>Where it stands in the chain.</summary>
    public OutboxBlock? Block { get; init; }

    /// <summary>Gas it burnt.</summary>
    public long? Gas { get; init; }

    /// <summary>What is to be said about it: the node's words, or why it ended so.</summary>
    public string? Reason { get; init; }
}

/// <summary>Signed bytes and whose number they use.</summary>
internal sealed record OutboxBytes(SignerId Signer, long Nonce, byte[] Raw, Id32 Hash);

/// <summary>A block by its height and its hash, which tells whether it is still that block.</summary>
internal sealed record OutboxBlock(long Height, Id32 Hash);
