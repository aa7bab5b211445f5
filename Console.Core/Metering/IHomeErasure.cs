using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Metering;

/// <summary>What a feature above keeps of a home's days: goes with the home's readings.</summary>
public interface IHomeErasure
{
    /// <summary>Deletes it; returns how many rows went.</summary>
    Task<int> EraseAsync(HomeId home, CancellationToken cancellation);
}
