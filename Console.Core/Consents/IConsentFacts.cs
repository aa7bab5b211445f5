using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Consents;

/// <summary>What consent tells the features above it.</summary>
public interface IConsentFacts
{
    /// <summary>Which readings of a home may be used from now on. Told again after a fault and, where it has ended, after a restart: the same thing twice must do no harm.</summary>
    ValueTask ConsentChangedAsync(HomeId home, Coverage coverage, CancellationToken cancellation);
}
