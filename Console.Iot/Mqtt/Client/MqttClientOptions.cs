using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Client;

/// <summary>How a client connects. Spans are real time.</summary>
public sealed record MqttClientOptions
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public ProtocolVersion Version { get; init; } = ProtocolVersion.V5;

    /// <summary>Unique on its server. Empty asks the server for one, which only goes with <see cref="SessionExpiry"/> 0.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>Whether the connection is encrypted and the server proves its name.</summary>
    public bool Tls { get; init; }

    /// <summary>A PEM file with the only authorities that are believed; those of the machine where it is null.</summary>
    public string? AuthorityFile { get; init; }

    public string? UserName { get; init; }

    public string? Password { get; init; }

    /// <summary>Whether the password proves itself by SCRAM-SHA-256 instead of travelling; v5 only, printable ASCII only. A server that does not
    /// know the password is not believed.</summary>
    public bool Scram { get; init; }

    /// <summary>How long the server keeps the session after the connection is lost; 3.1.1 knows only 0 and "kept".</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.Zero;

    /// <summary>How often the server hears from the client at least.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What the server publishes when the client goes without a word.</summary>
    public MqttMessage? Will { get; init; }

    /// <summary>How many publications of QoS 1 and 2 may wait for their acknowledgement; the server may allow fewer.</summary>
    public int Window { get; init; } = 100;

    /// <summary>Whether a lost or refused connection is tried again, for ever.</summary>
    public bool Reconnects { get; init; } = true;

    /// <summary>The pause before the second attempt; it doubles up to <see cref="LongestPause"/>, and half of it is chance,
    /// so that a district's devices do not come back in the same second.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Takes the messages of the subscriptions, one at a time; a message is acknowledged when it returns, and the
    /// connection is closed when it throws, so that the message comes again.</summary>
    public Func<MqttMessage, CancellationToken, ValueTask>? Received { get; init; }

    /// <summary>
    /// Takes the messages instead of <see cref="Received"/>, each with a receipt that may be answered long after: a message
    /// is acknowledged when its receipt says accepted. A rejected one closes the connection, so that all that has no
    /// acknowledgement comes again.
    /// </summary>
    public Func<MqttMessage, IPublishReceipt, CancellationToken, ValueTask>? Taken { get; init; }

    /// <summary>Filters subscribed to from the first login on, as if by <see cref="MqttClient.SubscribeAsync"/>.</summary>
    public IReadOnlyList<(string Filter, Qos Qos)> Subscriptions { get; init; } = [];
}

/// <summary>One application message.</summary>
/// <param name="Retain">To be kept by the server; on receipt: it was kept, so it is not news.</param>
public sealed record MqttMessage(string Topic, ReadOnlyMemory<byte> Payload, Qos Qos = Qos.AtLeastOnce, bool Retain = false)
{
    /// <summary>On receipt: the server may have sent it before.</summary>
    public bool Duplicate { get; init; }
}

/// <summary>The server answered CONNECT with a refusal.</summary>
/// <param name="reason">Why.</param>
/// <param name="elsewhere">The server that it names instead; told, and not followed: who answers at a port must not send us to another.</param>
public sealed class MqttRefusedException(ReasonCode reason, string? elsewhere = null)
    : Exception($"The MQTT server refused the connection: {reason}.{(elsewhere is null ? "" : $" It names another one: {elsewhere}")}")
{
    public ReasonCode Reason { get; } = reason;
}
