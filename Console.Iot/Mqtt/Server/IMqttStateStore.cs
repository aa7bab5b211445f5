namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// Where the server keeps what outlives the program. Sessions are written by an orderly stop and taken once by the next
/// start: after a crash there are none, and a client is told so (session present 0), which is honest; half-old ones would
/// repeat what was acknowledged. Retained messages are written as they change.
/// </summary>
public interface IMqttStateStore
{
    /// <summary>The sessions of the last orderly stop; they are off the disk when this returns.</summary>
    Task<IReadOnlyList<byte[]>> TakeSessionsAsync(CancellationToken cancellation);

    /// <summary>Keeps the sessions, on disk when it returns.</summary>
    Task SaveSessionsAsync(IReadOnlyList<byte[]> sessions, CancellationToken cancellation);

    /// <summary>The retained messages.</summary>
    Task<IReadOnlyList<byte[]>> LoadRetainedAsync(CancellationToken cancellation);

    /// <summary>Writes changes of retained messages in one transaction, on disk when it returns.</summary>
    /// <param name="changes">By topic; null for a topic that has none any more.</param>
    /// <param name="cancellation">Ends the wait.</param>
    Task SaveRetainedAsync(IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellation);
}

/// <summary>Keeps nothing: a server without a disk.</summary>
internal sealed class NoStateStore : IMqttStateStore
{
    public Task<IReadOnlyList<byte[]>> TakeSessionsAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<byte[]>>([]);

    public Task SaveSessionsAsync(IReadOnlyList<byte[]> sessions, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<byte[]>> LoadRetainedAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<byte[]>>([]);

    public Task SaveRetainedAsync(IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellation) => Task.CompletedTask;
}
