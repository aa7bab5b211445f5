using System.Buffers;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

/// <summary>Packets written out byte by byte after the figures of the two specifications.</summary>
public sealed class PacketVectorTests
{
    // 3.1.1, figure 3.6: user name, password, will of QoS 1, clean session, keep-alive 10; then a payload of our own.
    private const string Connect311 = "00044D51545404CE000A" + "0003632D31" + "000477696C6C" + "0003627965" + "000475736572" + "0002AABB";

    // 5.0, section 3.1.2.11.10 and figure 3-8: session expiry 10 in the properties.
    private const string Connect5 = "00044D51545405CE000A" + "05110000000A" + "0003632D31" + "05180000001E" + "000477696C6C" + "0003627965" + "000475736572" + "0002AABB";

    [Fact]
    public void ReadConnect_311_TakesEveryField()
    {
        var connect = ConnectReader.Read(Convert.FromHexString(Connect311));

        Assert.Equal((ProtocolVersion.V311, "c-1", true, 10), (connect.Version, connect.ClientId, connect.CleanStart, connect.KeepAlive));
        Assert.Equal(("user", "AABB"), (connect.UserName, Convert.ToHexString(connect.Password!)));
        Assert.Equal(("will", "bye", Qos.AtLeastOnce, false), (connect.Will!.Topic, System.Text.Encoding.ASCII.GetString(connect.Will.Payload), connect.Will.Qos, connect.Will.Retain));
    }

    [Fact]
    public void ReadConnect_5_TakesPropertiesOfBothKinds()
    {
        var connect = ConnectReader.Read(Convert.FromHexString(Connect5));

        Assert.Equal((ProtocolVersion.V5, 10u), (connect.Version, connect.Properties.Number(PropertyId.SessionExpiry)));
        Assert.Equal(30u, connect.Will!.Properties.Number(PropertyId.WillDelay));
    }

    [Theory]
    [InlineData("00044D51545404020000" + "0000", null)]
    [InlineData("00044D51545404030000" + "0000", ReasonCode.MalformedPacket)] // reserved flag
    [InlineData("00044D515454041A0000" + "0000", ReasonCode.MalformedPacket)] // will QoS without a will
    [InlineData("00044D515454041E0000" + "0000", ReasonCode.MalformedPacket)] // will QoS 3
    [InlineData("00044D51545404420000" + "0000", ReasonCode.MalformedPacket)] // 3.1.1: password without user name
    [InlineData("00044D51545406020000" + "0000", ReasonCode.UnsupportedProtocolVersion)]
    [InlineData("00064D514973647003020000" + "0000", ReasonCode.UnsupportedProtocolVersion)] // MQTT 3.1
    [InlineData("00044D51545804020000" + "0000", ReasonCode.ProtocolError)] // "MQTX"
    [InlineData("00044D51545404020000" + "000000", ReasonCode.MalformedPacket)] // a byte too many
    [InlineData("00044D51545405020000" + "0517000000010000", ReasonCode.MalformedPacket)] // a byte property with four bytes
    [InlineData("00044D51545405020000" + "03210000" + "0000", ReasonCode.ProtocolError)] // receive maximum 0
    [InlineData("00044D51545405020000" + "06210005210005" + "0000", ReasonCode.ProtocolError)] // given twice
    [InlineData("00044D51545405020000" + "03230001" + "0000", ReasonCode.ProtocolError)] // topic alias has no place here
    [InlineData("00044D51545405020000" + "0204AA" + "0000", ReasonCode.MalformedPacket)] // no such property
    [InlineData("00044D51545405020000" + "021702" + "0000", ReasonCode.ProtocolError)] // neither 0 nor 1
    [InlineData("00044D51545405020000" + "0416000155" + "0000", ReasonCode.ProtocolError)] // data without a method
    [InlineData("00044D51545405020000" + "7F" + "0000", ReasonCode.MalformedPacket)] // properties longer than the packet
    public void ReadConnect_ByTheRules(string hex, object? fault)
    {
        var body = Convert.FromHexString(hex);

        Assert.Equal(fault, Record.Exception(() => ConnectReader.Read(body)) is WireFault found ? found.Reason : null);
    }

    [Theory]
    [InlineData(0x30, "0003612F62" + "6869", Qos.AtMostOnce, 0)]
    [InlineData(0x32, "0003612F62" + "000A" + "6869", Qos.AtLeastOnce, 10)] // 3.1.1, figure 3.11
    [InlineData(0x3D, "0003612F62" + "FFFF" + "6869", Qos.ExactlyOnce, 65_535)]
    public void ReadPublish_311_FindsPayload(byte first, string hex, object qos, int id)
    {
        var body = Convert.FromHexString(hex);

        var view = PublishView.Read(first & 0x0F, body, ProtocolVersion.V311);

        Assert.Equal("a/b"u8, view.Topic);
        Assert.Equal((qos, id), ((object)view.Qos, (int)view.PacketId));
        Assert.Equal("hi"u8, body.AsSpan(view.PayloadStart));
    }

    [Fact]
    public void ReadPublish_5_FindsPropertiesAndPayload()
    {
        var body = Convert.FromHexString("0003612F62" + "000A" + "05020000000A" + "6869");

        var view = PublishView.Read(2, body, ProtocolVersion.V5);

        Assert.Equal("020000000A", Convert.ToHexString(view.Properties));
        Assert.Equal("hi"u8, body.AsSpan(view.PayloadStart));
    }

    [Fact]
    public void ReadPublish_IdentifierZero_IsRefused() =>
        Assert.Throws<WireFault>(() => PublishView.Read(2, Convert.FromHexString("0003612F620000"), ProtocolVersion.V311).PacketId);

    [Fact]
    public void ReadSubscribe_311_TakesTheExampleOfTheSpecification()
    {
        // 3.1.1, figure 3.23: "a/b" with QoS 1 and "c/d" with QoS 2, identifier 10.
        var subscribe = PacketReader.ReadSubscribe(Convert.FromHexString("000A" + "0003612F6201" + "0003632F6402"), ProtocolVersion.V311);

        Assert.Equal(10, subscribe.PacketId);
        Assert.Equal([new FilterRequest("a/b", Qos.AtLeastOnce), new FilterRequest("c/d", Qos.ExactlyOnce)], subscribe.Filters);
    }

    [Theory]
    [InlineData("000A", 4)] // no filter
    [InlineData("0000" + "0003612F6201", 4)] // identifier 0
    [InlineData("000A" + "0003612F6203", 4)] // QoS 3
    [InlineData("000A" + "0003612F6204", 4)] // v5 options in 3.1.1
    [InlineData("000A" + "00" + "0003612F6240", 5)] // reserved bits
    [InlineData("000A" + "00" + "0003612F6230", 5)] // retain handling 3
    [InlineData("000A" + "020B00" + "0003612F6201", 5)] // subscription identifier 0
    [InlineData("000A" + "040B010B02" + "0003612F6201", 5)] // two of them
    public void ReadSubscribe_AgainstTheRules_IsAFault(string hex, int version) =>
        Assert.Throws<WireFault>(() => PacketReader.ReadSubscribe(Convert.FromHexString(hex), (ProtocolVersion)version));

    [Theory]
    [InlineData(PacketType.PubAck, 0, 4, "4002000A")]
    [InlineData(PacketType.PubAck, 0, 5, "4002000A")]
    [InlineData(PacketType.PubAck, 0x87, 5, "4003000A87")]
    [InlineData(PacketType.PubAck, 0x87, 4, "4002000A")]
    [InlineData(PacketType.PubRel, 0, 5, "6202000A")]
    [InlineData(PacketType.PubComp, 0x92, 5, "7003000A92")]
    public void WriteAck_LeavesOutWhatNeedNotBeSaid(object type, int reason, int version, string hex)
    {
        var bytes = new ArrayBufferWriter<byte>();

        PacketWriter.WriteAck(bytes, (PacketType)type, 10, (ReasonCode)reason, (ProtocolVersion)version);

        Assert.Equal(hex, Convert.ToHexString(bytes.WrittenSpan));
    }

    [Theory]
    [InlineData("00")] // type 0
    [InlineData("12")] // CONNECT with flags
    [InlineData("36")] // QoS 3
    [InlineData("38")] // DUP with QoS 0
    [InlineData("60")] // PUBREL without its flag
    [InlineData("80")] // SUBSCRIBE without its flag
    [InlineData("A3")]
    [InlineData("C1")]
    public void TryReadHeader_ReservedFirstByte_IsMalformedBeforeMoreIsRead(string hex) =>
        Assert.Equal(ReasonCode.MalformedPacket, Assert.Throws<WireFault>(() => Framing.TryReadHeader(Convert.FromHexString(hex), 1_000, out _)).Reason);

    [Fact]
    public void TryReadHeader_LongerThanMaximum_IsRefusedBeforeItsBodyComes()
    {
        Assert.True(Framing.TryReadHeader(Convert.FromHexString("30E207"), 997, out var header));
        Assert.Equal((3, 994), (header.HeaderLength, header.BodyLength));

        Assert.Equal(ReasonCode.PacketTooLarge, Assert.Throws<WireFault>(() => Framing.TryReadHeader(Convert.FromHexString("30E307"), 997, out _)).Reason);
    }
}
