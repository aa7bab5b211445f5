namespace CommunityConsole.Iot.Mqtt.Wire;

/// <summary>Which reason codes a packet may carry (MQTT 5.0, table 2-6), and the few that 3.1.1 has.</summary>
internal static class ReasonRules
{
    private static readonly Dictionary<PacketType, HashSet<int>> Allowed = new()
    {
        [PacketType.ConnAck] = [0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9F],
        [PacketType.PubAck] = [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99],
        [PacketType.PubRec] = [0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99],
        [PacketType.PubRel] = [0x00, 0x92],
        [PacketType.PubComp] = [0x00, 0x92],
        [PacketType.SubAck] = [0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2],
        [PacketType.UnsubAck] = [0x00, 0x11, 0x80, 0x83, 0x87, 0x8F, 0x91],
        [PacketType.Disconnect] =
        [
            0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99,
            0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2,
        ],
        [PacketType.Auth] = [0x00, 0x18, 0x19],
    };

    public static ReasonCode Known(PacketType type, byte code) =>
        Allowed[type].Contains(code) ? (ReasonCode)code : throw WireFault.Protocol($"{type} with reason 0x{code:X2}.");

    /// <summary>The same; who says goodbye for a reason nobody knows has gone all the same.</summary>
    public static ReasonCode Read(PacketType type, byte code) =>
        type == PacketType.Disconnect && !Allowed[type].Contains(code) ? ReasonCode.UnspecifiedError : Known(type, code);

    /// <summary>The return code of a 3.1.1 CONNACK for a v5 reason.</summary>
    public static byte ToOldConnAck(ReasonCode reason) => reason switch
    {
        ReasonCode.Success => 0,
        ReasonCode.UnsupportedProtocolVersion => 1,
        ReasonCode.ClientIdentifierNotValid => 2,
        ReasonCode.ServerUnavailable or ReasonCode.ServerBusy or ReasonCode.QuotaExceeded or ReasonCode.ConnectionRateExceeded => 3,
        ReasonCode.BadUserNameOrPassword => 4,
        _ => 5,
    };

    public static ReasonCode FromOldConnAck(byte code) => code switch
    {
        0 => ReasonCode.Success,
        1 => ReasonCode.UnsupportedProtocolVersion,
        2 => ReasonCode.ClientIdentifierNotValid,
        3 => ReasonCode.ServerUnavailable,
        4 => ReasonCode.BadUserNameOrPassword,
        5 => ReasonCode.NotAuthorized,
        _ => throw WireFault.Protocol($"CONNACK with return code {code}."),
    };
}
