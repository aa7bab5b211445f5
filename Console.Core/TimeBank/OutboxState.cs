using System.Diagnostics.CodeAnalysis;

namespace CommunityConsole.Core.TimeBank;

/// <summary>How far a step has come on its way to the chain. The numbers are stored.</summary>
[SuppressMessage("Naming", "CA1720:Identifiers should not contain type names", Justification = "A signature is meant.")]
public enum OutboxState
{
    /// <summary>Committed with its entry of the ledger; nothing signed yet.</summary>
    New = 0,

    /// <summary>Signed and stored; perhaps sent, if the program stopped just then.</summary>
    Signed = 1,

    /// <summary>A node has taken it, or may have.</summary>
    Sent = 2,

    /// <summary>In a block that lies as deep as the settings ask.</summary>
    Confirmed = 3,

    /// <summary>The contract refused it, and the reason is kept: somebody must look.</summary>
    Dead = 4,

    /// <summary>Under its id the chain holds something else: somebody must look.</summary>
    Conflict = 5,
}
