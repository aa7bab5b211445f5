namespace CommunityConsole.Core.Community;

/// <summary>What the community tells the features above it.</summary>
public interface IHomeFacts
{
    /// <summary>The home as it is now: new, changed, or a worker's word on presence set or ended.</summary>
    ValueTask HomeChangedAsync(Home home, CancellationToken cancellation);
}
