using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>One published message on its way to subscribers; all copies share it.</summary>
internal sealed class Message
{
    public required string Topic { get; init; }

    public required byte[] TopicBytes { get; init; }

    public required byte[] Payload { get; init; }

    public required Qos Qos { get; init; }

    public required bool Retain { get; init; }

    /// <summary>Encoded v5 properties that go on as they came.</summary>
    public byte[] Properties { get; init; } = [];

    /// <summary>When it stops being worth sending, on the server's monotonic clock; null for never.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Whether the topic is one of <see cref="MqttOptions.PlainTopics"/>.</summary>
    public required bool Plain { get; init; }

    /// <summary>Who published it, with the login of that time.</summary>
    public required MqttPeer Source { get; init; }

    /// <summary>What it counts against limits, in bytes.</summary>
    public int Weight => Payload.Length + TopicBytes.Length + Properties.Length;
}

/// <summary>One copy of a message for one subscriber.</summary>
/// <param name="Qos">The lower of the publication's and the subscription's.</param>
/// <param name="Identifiers">Subscription identifiers to send along.</param>
internal readonly record struct Delivery(Message Message, Qos Qos, bool Retain, uint[] Identifiers);
