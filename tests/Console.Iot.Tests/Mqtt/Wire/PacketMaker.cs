using System.Buffers;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

/// <summary>Makes up valid packets, the same ones for the same seed.</summary>
internal sealed class PacketMaker(int seed)
{
    private static readonly string[] Words = ["", "a", "sport/tennis", "社区/家", "$SYS/x", "𪛔", "a//b/"];

    private readonly Random _random = new(seed);

    public ProtocolVersion Version { get; } = new Random(seed).Next(2) == 0 ? ProtocolVersion.V311 : ProtocolVersion.V5;

    /// <summary>One packet of a random type as it lies on the wire.</summary>
    public byte[] Next()
    {
        PacketType type;
        do
        {
            type = (PacketType)_random.Next(1, 16);
        }
        while (type == PacketType.Auth && Version == ProtocolVersion.V311);

        return Make(type);
    }

    public byte[] Make(PacketType type)
    {
        var target = new ArrayBufferWriter<byte>();
        switch (type)
        {
            case PacketType.Connect:
                ControlWriter.Write(target, Connect());
                break;
            case PacketType.ConnAck:
                var accepted = _random.Next(2) == 0;
                var refusal = Version == ProtocolVersion.V5 ? Pick(ReasonCode.ProtocolError, ReasonCode.Banned) : Pick(ReasonCode.NotAuthorized, ReasonCode.ServerUnavailable);
                ControlWriter.Write(target, new ConnAckPacket(accepted && _random.Next(2) == 0, accepted ? ReasonCode.Success : refusal, Properties(PropertyPlace.ConnAck)), Version);
                break;
            case PacketType.Publish:
                WritePublish(target);
                break;
            case PacketType.PubAck or PacketType.PubRec or PacketType.PubRel or PacketType.PubComp:
                var error = type is PacketType.PubAck or PacketType.PubRec ? ReasonCode.QuotaExceeded : ReasonCode.PacketIdentifierNotFound;
                ControlWriter.Write(target, new AckPacket(type, Id(), Later(ReasonCode.Success, error), Properties((PropertyPlace)type)), Version);
                break;
            case PacketType.Subscribe:
                ControlWriter.Write(target, new SubscribePacket(Id(), [.. Some(Filter)], Properties(PropertyPlace.Subscribe)), Version);
                break;
            case PacketType.Unsubscribe:
                ControlWriter.Write(target, new UnsubscribePacket(Id(), [.. Some(Text)], Properties(PropertyPlace.Unsubscribe)), Version);
                break;
            case PacketType.SubAck or PacketType.UnsubAck:
                ControlWriter.Write(target, new FilterAckPacket(type, Id(), [.. Some(() => Pick(ReasonCode.Success, ReasonCode.UnspecifiedError))], Properties((PropertyPlace)type)), Version);
                break;
            case PacketType.Disconnect:
                ControlWriter.Write(target, new NoticePacket(type, Later(ReasonCode.Success, ReasonCode.ServerBusy), Properties(PropertyPlace.Disconnect)), Version);
                break;
            case PacketType.Auth:
                ControlWriter.Write(target, new NoticePacket(type, Pick(ReasonCode.Success, ReasonCode.ContinueAuthentication), Properties(PropertyPlace.Auth)), Version);
                break;
            default:
                PacketWriter.WriteEmpty(target, type);
                break;
        }

        return target.WrittenSpan.ToArray();
    }

    private ConnectPacket Connect()
    {
        var named = _random.Next(2) == 0;
        return new ConnectPacket(Version, Text(), _random.Next(2) == 0, (ushort)_random.Next(65_536), Properties(PropertyPlace.Connect))
        {
            UserName = named ? Text() : null,
            Password = named && _random.Next(2) == 0 ? Bytes() : null,
            Will = _random.Next(2) == 0 ? new WillMessage("will/" + Text(), Bytes(), (Qos)_random.Next(3), _random.Next(2) == 0, Properties(PropertyPlace.Will)) : null,
        };
    }

    private void WritePublish(ArrayBufferWriter<byte> target)
    {
        var qos = (Qos)_random.Next(3);
        PacketWriter.WritePublish(target, new OutgoingPublish
        {
            Topic = Encoding.UTF8.GetBytes("t/" + Text()),
            Payload = Bytes(),
            Qos = qos,
            Retain = _random.Next(2) == 0,
            Duplicate = qos != Qos.AtMostOnce && _random.Next(2) == 0,
            PacketId = Id(),
            Properties = new BodyBuilder().PropertyBlock(Properties(PropertyPlace.Publish)).Written,
        }, Version);
    }

    private FilterRequest Filter() => Version == ProtocolVersion.V5
        ? new FilterRequest(Text(), (Qos)_random.Next(3), _random.Next(2) == 0, _random.Next(2) == 0, _random.Next(3))
        : new FilterRequest(Text(), (Qos)_random.Next(3));

    // Every property that may stand in this place has its turn.
    private PropertyBag Properties(PropertyPlace place)
    {
        var bag = new PropertyBag();
        foreach (var id in Enum.GetValues<PropertyId>().Where(i => Version == ProtocolVersion.V5 && PropertyRules.IsAllowed(i, place)))
        {
            if (_random.Next(3) == 0 && id != PropertyId.AuthenticationData)
            {
                bag.Add(Property(id));
            }
        }

        return bag;
    }

    private Property Property(PropertyId id) => PropertyRules.Form(id) switch
    {
        PropertyForm.Byte => CommunityConsole.Iot.Mqtt.Wire.Property.Of(id, (uint)_random.Next(2)),
        PropertyForm.UInt16 => CommunityConsole.Iot.Mqtt.Wire.Property.Of(id, (uint)_random.Next(1, 65_536)),
        PropertyForm.UInt32 or PropertyForm.VariableInteger => CommunityConsole.Iot.Mqtt.Wire.Property.Of(id, (uint)_random.Next(1, VariableLength.Maximum)),
        PropertyForm.Text when id == PropertyId.ResponseTopic => CommunityConsole.Iot.Mqtt.Wire.Property.Of(id, "answer/" + Text()),
        PropertyForm.Text => CommunityConsole.Iot.Mqtt.Wire.Property.Of(id, Text()),
        PropertyForm.Binary => CommunityConsole.Iot.Mqtt.Wire.Property.Of(id, Bytes()),
        _ => CommunityConsole.Iot.Mqtt.Wire.Property.User(Text(), Text()),
    };

    // 3.1.1 has no reasons here, so only success survives the wire.
    private ReasonCode Later(ReasonCode good, ReasonCode bad) => Version == ProtocolVersion.V5 ? Pick(good, bad) : good;

    private T Pick<T>(params ReadOnlySpan<T> from) => from[_random.Next(from.Length)];

    private IEnumerable<T> Some<T>(Func<T> make) => Enumerable.Range(0, _random.Next(1, 4)).Select(_ => make());

    private string Text() => Words[_random.Next(Words.Length)];

    private ushort Id() => (ushort)_random.Next(1, 65_536);

    private byte[] Bytes()
    {
        var bytes = new byte[_random.Next(0, 200)];
        _random.NextBytes(bytes);
        return bytes;
    }
}
