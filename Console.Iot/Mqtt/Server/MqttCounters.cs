namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>What the server has done since it started.</summary>
public sealed class MqttCounters
{
    private long _received;
    private long _connected;
    private long _refused;
    private long _faults;

    /// <summary>PUBLISH packets that clients sent.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>Logins that were accepted.</summary>
    public long Connected => Volatile.Read(ref _connected);

    /// <summary>Connections turned away before or at their login.</summary>
    public long Refused => Volatile.Read(ref _refused);

    /// <summary>Connections closed because the client broke the protocol or a limit.</summary>
    public long Faults => Volatile.Read(ref _faults);

    internal void AddReceived(int count) => Interlocked.Add(ref _received, count);

    internal void AddConnected() => Interlocked.Increment(ref _connected);

    internal void AddRefused() => Interlocked.Increment(ref _refused);

    internal void AddFault() => Interlocked.Increment(ref _faults);
}
