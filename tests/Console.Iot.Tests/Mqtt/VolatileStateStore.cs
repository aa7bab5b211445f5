using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt;

/// <summary>What a server leaves for the next one of the same test.</summary>
internal sealed class VolatileStateStore : IMqttStateStore
{
    private IReadOnlyList<byte[]> _sessions = [];

    public Dictionary<string, byte[]> Retained { get; } = [];

    public Task<IReadOnlyList<byte[]>> TakeSessionsAsync(CancellationToken cancellation)
    {
        var taken = _sessions;
        _sessions = [];
        return Task.FromResult(taken);
    }

    public Task SaveSessionsAsync(IReadOnlyList<byte[]> sessions, CancellationToken cancellation)
    {
        _sessions = sessions;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<byte[]>> LoadRetainedAsync(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<byte[]>>([.. Retained.Values]);

    public Task SaveRetainedAsync(IReadOnlyDictionary<string, byte[]?> changes, CancellationToken cancellation)
    {
        foreach (var (topic, message) in changes)
        {
            Retained.Remove(topic);
            if (message is not null)
            {
                Retained.Add(topic, message);
            }
        }

        return Task.CompletedTask;
    }
}
