namespace CommunityConsole.Core.Care;

/// <summary>What the care desk tells others.</summary>
public interface IAlertFacts
{
    /// <summary>The alert as stored just now, each change in order per alert. Must be quick and must not wait: the desk waits for it.</summary>
    ValueTask AlertChangedAsync(Alert alert, CancellationToken cancellation);
}
