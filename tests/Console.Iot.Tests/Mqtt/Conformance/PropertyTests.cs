using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Properties of PUBLISH on their way, and properties where they may not be (MQTT 5.0, sections 2.2.2 and 3.3.2.3).</summary>
public sealed class PropertyTests : PlainBroker
{
    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    public async Task PayloadFormat_IsHandedOn(uint format) =>
        Assert.Equal(format, (await RoundTripAsync(Property.Of(PropertyId.PayloadFormat, format))).Number(PropertyId.PayloadFormat));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("")]
    public async Task ContentType_IsHandedOn(string type) =>
        Assert.Equal(type, (await RoundTripAsync(Property.Of(PropertyId.ContentType, type))).Properties.Text(PropertyId.ContentType));

    [Fact]
    public async Task ResponseTopic_AndCorrelationData_AreHandedOnAndAnswered()
    {
        using var asks = await ConnectAsync("asks");
        await asks.SubscribeAsync(new FilterRequest("answers/1", Qos.AtLeastOnce));
        using var serves = await ConnectAsync("serves");
        await serves.SubscribeAsync(new FilterRequest("questions", Qos.AtLeastOnce));

        await PublishAsync(asks, "questions", "?", properties: [Property.Of(PropertyId.ResponseTopic, "answers/1"), Property.Of(PropertyId.CorrelationData, [7, 0, 255])]);
        var question = await serves.HearAsync();
        await PublishAsync(serves, question.Properties.Text(PropertyId.ResponseTopic)!, "!", properties: Property.Of(PropertyId.CorrelationData, question.Properties.Data(PropertyId.CorrelationData)!));
        var answer = await asks.HearAsync();

        Assert.Equal("!", answer.Payload);
        Assert.Equal([7, 0, 255], answer.Properties.Data(PropertyId.CorrelationData));
    }

    [Fact]
    public async Task CorrelationData_Empty_IsHandedOn()
    {
        var heard = await RoundTripAsync(Property.Of(PropertyId.CorrelationData, Array.Empty<byte>()));

        Assert.Equal(0, heard.Properties.Data(PropertyId.CorrelationData)?.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/#")]
    public async Task ResponseTopic_ThatIsNoTopic_IsAFault(string topic)
    {
        using var client = await ConnectAsync("a");

        await client.PublishAsync("t", "x"u8.ToArray(), properties: Property.Of(PropertyId.ResponseTopic, topic));

        Assert.Equal(ReasonCode.MalformedPacket, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task UserProperties_KeepTheirOrderAndRepetitions()
    {
        var heard = await RoundTripAsync(Property.User("b", "2"), Property.User("a", "1"), Property.User("b", "2"), Property.User("", ""));

        Assert.Equal([("b", "2"), ("a", "1"), ("b", "2"), ("", "")], heard.Properties.All.Select(p => (p.Name!, p.Text!)));
    }

    [Theory]
    [InlineData(Qos.AtMostOnce)]
    [InlineData(Qos.AtLeastOnce)]
    [InlineData(Qos.ExactlyOnce)]
    public async Task Properties_ToAClientOf311_AreLeftOut(object qos)
    {
        using var reader = await ConnectAsync("old", ProtocolVersion.V311);
        await reader.SubscribeAsync(new FilterRequest("t", Qos.ExactlyOnce));
        using var writer = await ConnectAsync("writer");

        await PublishAsync(writer, "t", "x", (Qos)qos, properties: [Property.User("a", "1"), Property.Of(PropertyId.MessageExpiry, 100u)]);

        Assert.Equal("x", (await reader.HearAsync()).Payload);
    }

    [Theory]
    [InlineData("01010101")] // payload format
    [InlineData("02000000010200000001")] // expiry
    [InlineData("0300017003000170")] // content type
    [InlineData("0800017008000170")] // response topic
    [InlineData("0900017009000170")] // correlation data
    [InlineData("230001230001")] // alias
    public async Task PropertyGivenTwice_IsAFault(string block)
    {
        using var client = await ConnectAsync("a");

        await client.SendAsync(Publish(block));

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("1100000001")] // session expiry
    [InlineData("12000170")] // assigned client id
    [InlineData("130005")] // server keep-alive
    [InlineData("15000170")] // authentication method
    [InlineData("16000170")] // authentication data
    [InlineData("1701")] // request problem information
    [InlineData("1800000001")] // will delay
    [InlineData("1901")] // request response information
    [InlineData("1A000170")] // response information
    [InlineData("1C000170")] // server reference
    [InlineData("1F000170")] // reason string
    [InlineData("210005")] // receive maximum
    [InlineData("220005")] // alias maximum
    [InlineData("2401")] // maximum QoS
    [InlineData("2501")] // retain available
    [InlineData("2700000100")] // maximum packet size
    [InlineData("2801")]
    [InlineData("2901")]
    [InlineData("2A01")]
    [InlineData("0B01")] // a subscription identifier from a client
    [InlineData("0102")] // a payload format that does not exist
    public async Task PropertyInTheWrongPacket_OfPublish_IsAFault(string block)
    {
        using var client = await ConnectAsync("a");

        await client.SendAsync(Publish(block));

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("82090001" + "020101" + "00017000", ReasonCode.MalformedPacket)] // SUBSCRIBE
    [InlineData("82090001" + "020B00" + "00017000", ReasonCode.MalformedPacket)] // SUBSCRIBE, identifier 0
    [InlineData("820B0001" + "040B010B01" + "00017000", ReasonCode.ProtocolError)] // SUBSCRIBE, identifier twice
    [InlineData("A2080001" + "020101" + "000170", ReasonCode.MalformedPacket)] // UNSUBSCRIBE
    [InlineData("40060001" + "00" + "020101", ReasonCode.ProtocolError)] // PUBACK
    [InlineData("50060001" + "00" + "021701", ReasonCode.ProtocolError)] // PUBREC
    [InlineData("62060001" + "00" + "022401", ReasonCode.ProtocolError)] // PUBREL
    [InlineData("70060001" + "00" + "022501", ReasonCode.ProtocolError)] // PUBCOMP
    [InlineData("E00400" + "020101", ReasonCode.ProtocolError)] // DISCONNECT
    [InlineData("E00A00" + "081F0001701F000170", ReasonCode.ProtocolError)] // DISCONNECT, reason string twice
    public async Task PropertyInTheWrongPacket_OfAnyOther_IsAFault(string hex, object reason)
    {
        using var client = await ConnectAsync("a");

        await client.SendHexAsync(hex);

        Assert.Equal(reason, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData("0001")] // 0x00
    [InlineData("0401")] // a number that means nothing
    [InlineData("7F01")]
    [InlineData("800101")] // 128
    [InlineData("800001")] // longer than it needs to be
    [InlineData("808080800101")] // five bytes
    [InlineData("01")] // its value is missing
    [InlineData("02000000")]
    [InlineData("0300")]
    [InlineData("26000170")]
    public async Task Property_ThatCannotBeRead_IsMalformed(string block)
    {
        using var client = await ConnectAsync("a");

        await client.SendAsync(Publish(block));

        Assert.Equal(ReasonCode.MalformedPacket, await client.ReadToEndAsync());
    }

    // A PUBLISH of QoS 1 on "t" without a payload.
    private static byte[] Publish(string block)
    {
        var properties = Convert.FromHexString(block);
        return [0x32, (byte)(6 + properties.Length), 0, 1, (byte)'t', 0, 1, (byte)properties.Length, .. properties];
    }

    private async Task<HeardMessage> RoundTripAsync(params Property[] properties)
    {
        using var reader = await ConnectAsync("reader");
        await reader.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        using var writer = await ConnectAsync("writer");
        await PublishAsync(writer, "t", "x", properties: properties);
        return await reader.HearAsync();
    }
}
