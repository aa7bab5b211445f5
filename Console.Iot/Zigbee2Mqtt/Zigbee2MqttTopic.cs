namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>What a Zigbee2MQTT topic carries.</summary>
internal enum Zigbee2MqttReport
{
    /// <summary>The device's attributes.</summary>
    State,

    /// <summary><c>online</c> or <c>offline</c>.</summary>
    Availability,

    /// <summary>The bridge's own talk, commands, and actions that the state carries too: nothing of a home.</summary>
    Other,
}

/// <summary>A topic <c>zigbee2mqtt/{name}</c> with an optional last word; the name may have levels of its own.</summary>
internal sealed record Zigbee2MqttTopic(string Name, Zigbee2MqttReport Report)
{
    private const string Prefix = "zigbee2mqtt/";

    internal static Zigbee2MqttTopic? Of(string topic)
    {
        if (!topic.StartsWith(Prefix, StringComparison.Ordinal) || topic.Length == Prefix.Length)
        {
            return null;
        }

        var rest = topic[Prefix.Length..];
        if (rest.StartsWith("bridge/", StringComparison.Ordinal))
        {
            return new Zigbee2MqttTopic(rest, Zigbee2MqttReport.Other);
        }

        var last = rest.LastIndexOf('/');
        return (last < 0 ? "" : rest[(last + 1)..]) switch
        {
            "availability" => new Zigbee2MqttTopic(rest[..last], Zigbee2MqttReport.Availability),
            "action" or "set" or "get" => new Zigbee2MqttTopic(rest[..last], Zigbee2MqttReport.Other),
            _ => new Zigbee2MqttTopic(rest, Zigbee2MqttReport.State),
        };
    }
}
