using System.Net;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The other side of a connection, after its login was accepted.</summary>
/// <param name="ClientId">As the client gave it, or as the server assigned it.</param>
/// <param name="UserName">The proven user; null for the anonymous one, whatever name it claimed.</param>
/// <param name="Remote">Where it connects from, where the transport knows.</param>
/// <param name="IsOperator">May read device topics and <c>$SYS</c>.</param>
public sealed record MqttPeer(string ClientId, string? UserName, EndPoint? Remote, bool IsOperator = false);
