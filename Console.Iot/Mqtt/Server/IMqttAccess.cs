using System.Net;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Decides who may connect, publish, subscribe and receive.</summary>
public interface IMqttAccess
{
    /// <summary>Rises whenever a right may have changed; connections then ask again.</summary>
    long Revision { get; }

    /// <summary>Proves who connects; null refuses the connection ("not authorized").</summary>
    ValueTask<MqttLogin?> LogInAsync(MqttCredentials credentials, CancellationToken cancellation);

    /// <summary>Whether the peer may publish on the topic; <paramref name="plain"/> when it is one of <see cref="MqttOptions.PlainTopics"/>.</summary>
    bool MayPublish(MqttPeer peer, string topic, bool plain);

    /// <summary>Whether the peer may use the filter; <paramref name="plain"/> when it can only match plain topics. For a
    /// shared subscription this is asked about the inner filter.</summary>
    bool MaySubscribe(MqttPeer peer, string filter, bool plain);

    /// <summary>Whether a message on the topic may be handed to the peer now, asked at delivery.</summary>
    bool MayReceive(MqttPeer peer, string topic, bool plain);
}

/// <summary>What a CONNECT brought; nothing of it is proven.</summary>
public readonly record struct MqttCredentials(string ClientId, string? UserName, ReadOnlyMemory<byte>? Password, EndPoint? Remote);

/// <summary>A proven login.</summary>
/// <param name="UserName">Null for the anonymous client.</param>
/// <param name="IsOperator">May read device topics and <c>$SYS</c>.</param>
public sealed record MqttLogin(string? UserName, bool IsOperator = false);
