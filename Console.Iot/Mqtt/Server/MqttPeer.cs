using System.Net;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The other side of a connection, after its login was accepted.</summary>
/// <param name="ClientId">As the client gave it, or as the server assigned it.</param>
/// <param name="Login">Who it is and what it may do.</param>
/// <param name="Remote">Where it connects from, where the transport knows.</param>
/// <param name="Connection">Rises with every login since the program started: a higher one is a newer connection.</param>
public sealed record MqttPeer(string ClientId, MqttLogin Login, EndPoint? Remote, long Connection = 0)
{
    /// <summary>Nobody yet.</summary>
    internal static readonly MqttPeer Nobody = new("", MqttLogin.Anonymous, null);

    /// <summary>The proven user; null for the anonymous one, whatever name it claimed.</summary>
    public string? UserName => Login.UserName;

    /// <summary>Whose peer; null for the anonymous one.</summary>
    public string? Community => Login.Community;
}
