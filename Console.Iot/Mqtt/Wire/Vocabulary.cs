namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>The protocol level as CONNECT carries it.</summary>
public enum ProtocolVersion
{
    V311 = 4,
    V5 = 5,
}

/// <summary>How often a message may arrive.</summary>
public enum Qos
{
    AtMostOnce = 0,
    AtLeastOnce = 1,
    ExactlyOnce = 2,
}

/// <summary>The upper half of a packet's first byte (MQTT 5.0, table 2-1).</summary>
internal enum PacketType
{
    Connect = 1,
    ConnAck = 2,
    Publish = 3,
    PubAck = 4,
    PubRec = 5,
    PubRel = 6,
    PubComp = 7,
    Subscribe = 8,
    SubAck = 9,
    Unsubscribe = 10,
    UnsubAck = 11,
    PingReq = 12,
    PingResp = 13,
    Disconnect = 14,
    Auth = 15,
}
