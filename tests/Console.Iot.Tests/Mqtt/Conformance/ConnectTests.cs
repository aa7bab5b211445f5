using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>CONNECT, CONNACK and the life of a session (MQTT 5.0, sections 3.1, 3.2, 3.14, 4.1).</summary>
public sealed class ConnectTests : PlainBroker
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task CleanStart_OfAKeptSession_ForgetsIt(ProtocolVersion version)
    {
        var first = await ConnectAsync("a", version, cleanStart: false, Kept);
        await first.SubscribeAsync(new FilterRequest("t", Qos.AtLeastOnce));
        await LeaveAsync(first);

        using var clean = await ConnectAsync("a", version, cleanStart: true, Kept);

        Assert.False(clean.Welcome.SessionPresent);
        await PublishAsync(clean, "t", "x");
        await clean.PingAsync();   // nothing came: the subscription is gone
    }

    [Fact]
    public async Task SessionPresent_IsTrueOnlyWhereASessionWasKept()
    {
        var first = await ConnectAsync("a", cleanStart: false, properties: Kept);
        await LeaveAsync(first);
        using var again = await ConnectAsync("a", cleanStart: false, properties: Kept);
        using var other = await ConnectAsync("b", cleanStart: false, properties: Kept);

        Assert.Equal((false, true, false), (first.Welcome.SessionPresent, again.Welcome.SessionPresent, other.Welcome.SessionPresent));
    }

    [Fact]
    public async Task SessionExpiry_Zero_EndsWithTheConnection()
    {
        await LeaveAsync(await ConnectAsync("a", cleanStart: false, properties: Lasting(0)));
        using var again = await ConnectAsync("a", cleanStart: false);

        Assert.False(again.Welcome.SessionPresent);
    }

    [Fact]
    public async Task SessionExpiry_Finite_CountsFromTheEndOfTheConnection()
    {
        var first = await ConnectAsync("a", cleanStart: false, properties: Lasting(30));
        Time.Advance(TimeSpan.FromSeconds(25));
        await LeaveAsync(first);
        Time.Advance(TimeSpan.FromSeconds(25));
        var again = await ConnectAsync("a", cleanStart: false, properties: Lasting(30));
        await LeaveAsync(again);
        await MoveAsync(TimeSpan.FromSeconds(31), () => Server.Server.Sessions == 0);
        using var late = await ConnectAsync("a", cleanStart: false, properties: Lasting(30));

        Assert.Equal((true, false), (again.Welcome.SessionPresent, late.Welcome.SessionPresent));
    }

    [Fact]
    public async Task SessionExpiry_LongerThanTheServersOwn_IsAnnounced()
    {
        using var client = await ConnectAsync("a", properties: Lasting(uint.MaxValue));

        Assert.Equal((uint)TimeSpan.FromDays(7).TotalSeconds, client.Welcome.Properties.Number(PropertyId.SessionExpiry));
    }

    [Theory]
    [InlineData(60, 0, false)]
    [InlineData(1, 60, true)]
    public async Task SessionExpiry_ChangedAtDisconnect_Counts(int atConnect, int atDisconnect, bool kept)
    {
        var first = await ConnectAsync("a", cleanStart: false, properties: Lasting((uint)atConnect));
        await LeaveAsync(first, Property.Of(PropertyId.SessionExpiry, (uint)atDisconnect));
        Time.Advance(TimeSpan.FromSeconds(10));
        using var again = await ConnectAsync("a", cleanStart: false, properties: Kept);

        Assert.Equal(kept, again.Welcome.SessionPresent);
    }

    [Fact]
    public async Task SessionExpiry_RaisedFromZeroAtDisconnect_IsAFault()
    {
        using var client = await ConnectAsync("a");

        await client.SayAsync(PacketType.Disconnect, ReasonCode.Success, Property.Of(PropertyId.SessionExpiry, 1u));

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task AssignedClientId_IsToldAndUnique()
    {
        using var one = await ConnectAsync("");
        using var two = await ConnectAsync("");
        using var named = await ConnectAsync("named");

        var (first, second) = (one.Welcome.Properties.Text(PropertyId.AssignedClientIdentifier), two.Welcome.Properties.Text(PropertyId.AssignedClientIdentifier));
        Assert.False(string.IsNullOrEmpty(first) || first == second);
        Assert.Null(named.Welcome.Properties.Text(PropertyId.AssignedClientIdentifier));
    }

    [Theory]
    [InlineData(true, ReasonCode.Success)]
    [InlineData(false, ReasonCode.ClientIdentifierNotValid)]
    public async Task EmptyClientId_In311_NeedsACleanSession(bool clean, object reason)
    {
        using var client = await RawClient.OpenAsync(Server, ProtocolVersion.V311);

        Assert.Equal(reason, await client.LogInAsync("", cleanStart: clean));
    }

    [Theory]
    [InlineData(0, 3600u)]
    [InlineData(60, null)]
    [InlineData(3601, 3600u)]
    public async Task ServerKeepAlive_IsToldWhereItDiffers(int asked, object? told)
    {
        using var client = await ConnectAsync("a", keepAlive: (ushort)asked);

        Assert.Equal(told, client.Welcome.Properties.Number(PropertyId.ServerKeepAlive));
    }

    [Theory]
    [InlineData(ProtocolVersion.V311, null)]
    [InlineData(ProtocolVersion.V5, ReasonCode.SessionTakenOver)]
    public async Task TakeOver_OldConnectionHearsWhy_NewOneHasTheSession(ProtocolVersion version, object? reason)
    {
        using var old = await ConnectAsync("a", version, cleanStart: false, Kept);
        await old.SubscribeAsync(new FilterRequest("t", Qos.AtMostOnce));

        using var taken = await ConnectAsync("a", version, cleanStart: false, Kept);

        Assert.Equal(reason, await old.ReadToEndAsync());
        Assert.True(taken.Welcome.SessionPresent);
        await taken.PublishAsync("t", "x"u8.ToArray(), Qos.AtMostOnce);
        Assert.Equal("x", (await taken.HearAsync()).Payload);
    }

    [Theory]
    [InlineData("100D00044D51545404030000000161")]
    [InlineData("100E00044D5154540503000000000161")]
    public async Task ReservedFlag_Set_IsClosedWithoutAnAnswer(string hex)
    {
        using var client = await RawClient.OpenAsync(Server);

        await client.SendHexAsync(hex);

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task BadAuthenticationMethod_IsRefused()
    {
        using var client = await RawClient.OpenAsync(Server);
        var properties = PropertyBag.Of(Property.Of(PropertyId.AuthenticationMethod, "unsupported"), Property.Of(PropertyId.AuthenticationData, "test"u8.ToArray()));

        Assert.Equal(ReasonCode.BadAuthenticationMethod, await client.LogInAsync("a", properties: properties));
    }

    [Theory]
    [InlineData("0602000A" + "000170", ReasonCode.UnsupportedProtocolVersion)] // level 6
    [InlineData("0502000A" + "05110000", ReasonCode.MalformedPacket)] // cut
    [InlineData("0502000A" + "0121" + "000170", ReasonCode.MalformedPacket)] // a property without its value
    [InlineData("0502000A" + "03210000" + "000170", ReasonCode.ProtocolError)] // receive maximum 0
    [InlineData("0502000A" + "06210101210101" + "000170", ReasonCode.ProtocolError)] // given twice
    [InlineData("0502000A" + "020101" + "000170", ReasonCode.ProtocolError)] // of another packet
    [InlineData("0502000A" + "020401" + "000170", ReasonCode.MalformedPacket)] // of no packet
    [InlineData("0502000A" + "0416000170" + "000170", ReasonCode.ProtocolError)] // authentication data without a method
    [InlineData("0502000A" + "00" + "0005746F700000", ReasonCode.ClientIdentifierNotValid)] // U+0000
    [InlineData("0502000A" + "00" + "000171" + "000171", ReasonCode.MalformedPacket)] // more than CONNECT has
    [InlineData("0506000A" + "00" + "000170" + "0101" + "000170" + "000170", ReasonCode.MalformedPacket)] // a will's property without its value
    [InlineData("0506000A" + "00" + "000170" + "021701" + "000170" + "000170", ReasonCode.ProtocolError)] // a will with a property of CONNECT
    [InlineData("0506000A" + "00" + "000170" + "03080000" + "000170" + "000170", ReasonCode.ProtocolError)] // a will with an empty response topic
    public async Task Connect_OfV5AgainstTheRules_IsToldWhy(string body, object reason)
    {
        using var client = await RawClient.OpenAsync(Server);
        byte[] bytes = [0, 4, .. "MQTT"u8, .. Convert.FromHexString(body)];

        await client.SendAsync(new byte[] { 0x10, (byte)bytes.Length }.Concat(bytes).ToArray());

        Assert.Equal(reason, (await client.ReadConnAckAsync()).Reason);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Connect_TakingNoPacketOfTheAnswersSize_IsClosedWithoutOne()
    {
        using var client = await RawClient.OpenAsync(Server);

        await client.SendHexAsync("101300044D5154540502000A052700000002" + "000170");

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task RequestResponseInformation_Asked_GetsNoneAndIsServed()
    {
        using var client = await ConnectAsync("a", properties: PropertyBag.Of(Property.Of(PropertyId.RequestResponseInformation, 1u)));

        Assert.Null(client.Welcome.Properties.Text(PropertyId.ResponseInformation));
        await client.PingAsync();
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    public async Task ReasonStrings_AreNeverSentToAClientThatAskedForNone(uint wanted)
    {
        using var client = await ConnectAsync("a", properties: PropertyBag.Of(Property.Of(PropertyId.RequestProblemInformation, wanted)));

        await client.PublishAsync("$SYS/x", "x"u8.ToArray());
        var ack = await client.ReadAsync(PacketType.PubAck);
        await client.SendAsync(w => ControlWriter.Write(w, new SubscribePacket(1, [new FilterRequest("$SYS/#", Qos.AtMostOnce)], PropertyBag.Empty), ProtocolVersion.V5));
        var subAck = await client.ReadAsync(PacketType.SubAck);

        Assert.Equal(ReasonCode.NotAuthorized, PacketReader.ReadWholeAck(ack.Type, ack.Body.Span, ProtocolVersion.V5).Reason);
        Assert.True(PacketReader.ReadWholeAck(ack.Type, ack.Body.Span, ProtocolVersion.V5).Properties.IsEmpty);
        Assert.True(PacketReader.ReadFilterAck(subAck.Type, subAck.Body.Span, ProtocolVersion.V5).Properties.IsEmpty);
    }

    [Fact]
    public async Task ServerReference_InAClientsDisconnect_IsTaken()
    {
        using var client = await ConnectAsync("a");

        await client.SayAsync(PacketType.Disconnect, ReasonCode.Success, Property.Of(PropertyId.ServerReference, "elsewhere"));

        Assert.Null(await client.ReadToEndAsync());
        Assert.Equal(0, Server.Server.Counters.Faults);
    }

    [Theory]
    [InlineData("E00101")]
    [InlineData("E00105")]
    public async Task Disconnect_ForAReasonNobodyKnows_IsAGoodbyeAllTheSame(string hex)
    {
        using var client = await ConnectAsync("a");

        await client.SendHexAsync(hex);

        Assert.Null(await client.ReadAsync());
    }
}
