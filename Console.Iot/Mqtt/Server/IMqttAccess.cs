namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Decides who may connect, publish, subscribe and receive. Asked by many connections at once.</summary>
public interface IMqttAccess
{
    /// <summary>Rises whenever a right may have changed; connections then ask again.</summary>
    long Revision { get; }

    /// <summary>Proves who connects; null refuses the connection.</summary>
    ValueTask<MqttLogin?> LogInAsync(MqttCredentials credentials, CancellationToken cancellation);

    /// <summary>Begins a login by an exchange of AUTH packets; null when the method is not spoken.</summary>
    IAuthExchange? Begin(string method, MqttCredentials credentials) => null;

    /// <summary>The login of a user name that had proven itself before the program was stopped (null: the anonymous client), as it is
    /// now; null when it is not good, or has to be proven anew.</summary>
    MqttLogin? Recall(string? userName) => userName is null ? MqttLogin.Anonymous : null;

    /// <summary>Whether the peer's login is still good. Asked every half second about every connection and session; when it is
    /// not, the connection is closed and the session ends.</summary>
    bool StillHolds(MqttPeer peer);

    /// <summary>Whether the peer may publish on the topic; <paramref name="plain"/> when it is one of <see cref="MqttOptions.PlainTopics"/>.</summary>
    bool MayPublish(MqttPeer peer, string topic, bool plain);

    /// <summary>Whether the peer may use the filter; <paramref name="plain"/> when it can only match plain topics. For a
    /// shared subscription this is asked about the inner filter.</summary>
    bool MaySubscribe(MqttPeer peer, string filter, bool plain);

    /// <summary>Whether a message on the topic may be handed to the peer now, asked at delivery.</summary>
    /// <param name="publisher">Who published it.</param>
    bool MayReceive(MqttPeer peer, string topic, bool plain, MqttPeer publisher);
}

/// <summary>What a CONNECT brought; nothing of it is proven.</summary>
public readonly record struct MqttCredentials(string ClientId, string? UserName, ReadOnlyMemory<byte>? Password, Arrival Arrival);

/// <summary>A proven login. An <see cref="IMqttAccess"/> gives out a kind of its own that knows its rights, so that none has to be looked up later.</summary>
/// <param name="UserName">Null for the anonymous client.</param>
/// <param name="Community">Whose login; null for the anonymous client.</param>
public record MqttLogin(string? UserName, string? Community)
{
    /// <summary>Of the client that proved nothing, where that is allowed.</summary>
    public static MqttLogin Anonymous { get; } = new(null, null);
}
