namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>One exchange of AUTH packets (MQTT 5.0, section 4.12), step by step; used by one connection.</summary>
public interface IAuthExchange
{
    /// <summary>Who the client says to be; null until it has said so.</summary>
    string? UserName { get; }

    /// <summary>Takes what the client says next.</summary>
    AuthStep Take(ReadOnlySpan<byte> data);
}

/// <summary>What an exchange has come to.</summary>
/// <param name="Answer">What to tell the client; null when it proves nothing, which ends the exchange.</param>
/// <param name="Login">The proven login; null while the exchange goes on.</param>
public readonly record struct AuthStep(byte[]? Answer, MqttLogin? Login);
