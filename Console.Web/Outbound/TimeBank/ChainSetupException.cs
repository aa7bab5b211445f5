using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>The way to the chain cannot be opened as this machine stands; the ledger works on without it.</summary>
internal sealed class ChainSetupException(Sentence said, Exception? cause = null) : Exception(said.En, cause)
{
    /// <summary>What is missing and what to do.</summary>
    public Sentence Said { get; } = said;
}
