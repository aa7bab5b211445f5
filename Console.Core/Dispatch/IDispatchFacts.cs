namespace CommunityConsole.Core.Dispatch;

/// <summary>What dispatch tells the features above it.</summary>
public interface IDispatchFacts
{
    /// <summary>The visit as stored just now. May come late or never after a crash: compare <see cref="Visit.Version"/>, and look again from time to time.</summary>
    ValueTask VisitChangedAsync(Visit visit, CancellationToken cancellation);
}
