namespace CommunityConsole.Core.Metering;

/// <summary>What metering tells the features above it.</summary>
public interface IReadingFacts
{
    /// <summary>These readings are on disk: new ones only, in the order of storing. Called by the pump, one batch at a time.</summary>
    ValueTask StoredAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellation);
}
