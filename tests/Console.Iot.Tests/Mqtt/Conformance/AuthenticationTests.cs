using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Client;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Intake;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>AUTH exchanges (MQTT 5.0, section 4.12) with SCRAM-SHA-256: before CONNACK, again later, and everything that breaks off.</summary>
public sealed class AuthenticationTests
{
    [Fact]
    public async Task Exchange_WithTheRightSecret_LogsInAndProvesTheServer()
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);
        var scram = new ScramClient(meter.Login.UserName, meter.Secret);

        await SendConnectAsync(client, scram.First);
        var (reason, challenge) = await client.ReadNoticeAsync(PacketType.Auth);
        await SayAsync(client, ReasonCode.ContinueAuthentication, scram.Answer(Data(challenge))!);
        var welcome = await client.ReadConnAckAsync();

        Assert.Equal((ReasonCode.ContinueAuthentication, ScramExchange.Method), (reason, challenge.Text(PropertyId.AuthenticationMethod)));
        Assert.Equal((ReasonCode.Success, ScramExchange.Method), (welcome.Reason, welcome.Properties.Text(PropertyId.AuthenticationMethod)));
        Assert.True(scram.Accepts(Data(welcome.Properties)));
        await client.PublishAsync(Trusted.Meter, "{}"u8.ToArray());
        Assert.Equal((1, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubAck));
    }

    [Theory]
    [InlineData("GS2-KRB5")]
    [InlineData("SCRAM-SHA-1")]
    [InlineData("scram-sha-256")]
    [InlineData("")]
    public async Task Method_NotSpokenHere_IsRefused(string method)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);

        // Not even with the right password beside it.
        var reason = await client.LogInAsync(
            "dev", meter.Login.UserName, meter.Secret, properties: PropertyBag.Of(Property.Of(PropertyId.AuthenticationMethod, method)));

        Assert.Equal(ReasonCode.BadAuthenticationMethod, reason);
        Assert.Null(await client.ReadAsync());
    }

    [Theory]
    [InlineData("wrong", false)]
    [InlineData(null, false)] // right secret, unknown user
    [InlineData(null, true)] // right secret, revoked
    public async Task Proof_ThatIsWrong_IsRefused(string? secret, bool revoked)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);
        var scram = new ScramClient(secret is null && !revoked ? "d-nobody" : meter.Login.UserName, secret ?? meter.Secret);
        if (revoked)
        {
            await trusted.RevokeAsync(meter);
        }

        await SendConnectAsync(client, scram.First);
        var challenge = await client.ReadNoticeAsync(PacketType.Auth);
        await SayAsync(client, ReasonCode.ContinueAuthentication, scram.Answer(Data(challenge.Properties))!);

        Assert.Equal(ReasonCode.NotAuthorized, (await client.ReadConnAckAsync()).Reason);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task UserName_OutsideTheExchangeIsAnothers_IsRefused()
    {
        await using var trusted = await Trusted.StartAsync();
        var (meter, other) = (await trusted.MeterAsync(), await trusted.MeterAsync(home: "9-902"));
        using var client = await RawClient.OpenAsync(trusted.Server);

        var reason = await client.LogInAsync("dev", other.Login.UserName, properties: Begun(new ScramClient(meter.Login.UserName, meter.Secret).First));

        Assert.Equal(ReasonCode.NotAuthorized, reason);
    }

    [Fact]
    public async Task Exchange_WhoseFirstWordsAreNoScram_IsRefused()
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);

        Assert.Equal(ReasonCode.NotAuthorized, await client.LogInAsync("dev", properties: Begun("hello"u8.ToArray())));
    }

    [Theory]
    [InlineData("F000")] // no method
    [InlineData("F0081806150003414243")] // another method
    [InlineData("C000")] // PINGREQ before CONNACK
    [InlineData("300400017800")] // PUBLISH before CONNACK
    public async Task Exchange_InterruptedByAPacketOutOfPlace_EndsWithAFault(string hex)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);
        await SendConnectAsync(client, new ScramClient(meter.Login.UserName, meter.Secret).First);
        await client.ReadNoticeAsync(PacketType.Auth);

        await client.SendHexAsync(hex);

        Assert.InRange((await client.ReadConnAckAsync()).Reason, ReasonCode.MalformedPacket, ReasonCode.ProtocolError);
        Assert.Null(await client.ReadAsync());
        await Poll.UntilAsync(() => trusted.Server.Server is { Connections: 0, Sessions: 0 }, "nothing is left");
    }

    [Theory]
    [InlineData(ReasonCode.ReAuthenticate)]
    [InlineData(ReasonCode.Success)]
    public async Task Exchange_ContinuedWithTheWrongReason_EndsWithAFault(ReasonCode reason)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);
        var scram = new ScramClient(meter.Login.UserName, meter.Secret);
        await SendConnectAsync(client, scram.First);
        var challenge = await client.ReadNoticeAsync(PacketType.Auth);

        await SayAsync(client, reason, scram.Answer(Data(challenge.Properties))!);

        Assert.Equal(ReasonCode.ProtocolError, (await client.ReadConnAckAsync()).Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exchange_LeftInTheMiddle_LeavesNothingBehind(bool politely)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);
        await SendConnectAsync(client, new ScramClient(meter.Login.UserName, meter.Secret).First);
        await client.ReadNoticeAsync(PacketType.Auth);

        if (politely)
        {
            await client.SayAsync(PacketType.Disconnect, ReasonCode.Success);
            Assert.Null(await client.ReadAsync());
        }
        else
        {
            client.Reset();
        }

        await Poll.UntilAsync(() => trusted.Server.Server is { Connections: 0, Sessions: 0 }, "nothing is left");
    }

    [Fact]
    public async Task Auth_AfterALoginWithoutAMethod_IsAFault()
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await trusted.ConnectAsync(await trusted.MeterAsync());

        await SayAsync(client, ReasonCode.ReAuthenticate, []);

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReAuthentication_WithARenewedSecret_OutlivesTheOldOneWhileOtherPacketsGoOn()
    {
        await using var trusted = await Trusted.StartAsync();
        var old = await trusted.MeterAsync();
        using var client = await LogInAsync(trusted, old);
        var renewed = (await trusted.Desk.RenewAsync(old.Login.UserName, null, Trusted.Administrator(), CancellationToken.None)).Value;
        var scram = new ScramClient(renewed.Login.UserName, renewed.Secret);

        await SayAsync(client, ReasonCode.ReAuthenticate, scram.First);
        var (reason, challenge) = await client.ReadNoticeAsync(PacketType.Auth);
        await client.PublishAsync(Trusted.Meter, "{}"u8.ToArray());
        Assert.Equal((1, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubAck));
        await SayAsync(client, ReasonCode.ContinueAuthentication, scram.Answer(Data(challenge))!);
        var (done, last) = await client.ReadNoticeAsync(PacketType.Auth);
        await trusted.RevokeAsync(old);

        Assert.Equal((ReasonCode.ContinueAuthentication, ReasonCode.Success), (reason, done));
        Assert.True(scram.Accepts(Data(last)));
        await client.PublishAsync(Trusted.Meter, "{}"u8.ToArray(), id: 2);
        Assert.Equal((2, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubAck));
        await trusted.RevokeAsync(renewed);
        Assert.Equal(ReasonCode.AdministrativeAction, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReAuthentication_WithAWrongProof_EndsTheConnection()
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await LogInAsync(trusted, meter);
        var scram = new ScramClient(meter.Login.UserName, "wrong");

        await SayAsync(client, ReasonCode.ReAuthenticate, scram.First);
        var challenge = await client.ReadNoticeAsync(PacketType.Auth);
        await SayAsync(client, ReasonCode.ContinueAuthentication, scram.Answer(Data(challenge.Properties))!);

        Assert.Equal(ReasonCode.NotAuthorized, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReAuthentication_AsSomebodyElse_EndsTheConnection()
    {
        await using var trusted = await Trusted.StartAsync();
        var (meter, other) = (await trusted.MeterAsync(), await trusted.MeterAsync(home: "9-902"));
        using var client = await LogInAsync(trusted, meter);

        await SayAsync(client, ReasonCode.ReAuthenticate, new ScramClient(other.Login.UserName, other.Secret).First);

        Assert.Equal(ReasonCode.NotAuthorized, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData(ReasonCode.ContinueAuthentication)] // nothing has begun
    [InlineData(ReasonCode.Success)] // the server's word
    public async Task ReAuthentication_BegunWithTheWrongReason_IsAFault(ReasonCode reason)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await LogInAsync(trusted, meter);

        await SayAsync(client, reason, new ScramClient(meter.Login.UserName, meter.Secret).First);

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReAuthentication_WithAnotherMethod_IsAFault()
    {
        await using var trusted = await Trusted.StartAsync();
        using var client = await LogInAsync(trusted, await trusted.MeterAsync());

        await client.SayAsync(PacketType.Auth, ReasonCode.ReAuthenticate, Property.Of(PropertyId.AuthenticationMethod, "SCRAM-SHA-1"));

        Assert.Equal(ReasonCode.ProtocolError, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task OurClient_WithScram_LogsInWithoutSendingItsSecret()
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        await using var client = new MqttClient(Options(trusted, meter.Login.UserName, meter.Secret));

        await client.ConnectAsync().WaitAsync(Poll.Limit);

        Assert.Equal(ReasonCode.Success, await client.PublishAsync(new MqttMessage(Trusted.Meter, "{}"u8.ToArray())).WaitAsync(Poll.Limit));
    }

    [Fact]
    public async Task OurClient_WithAWrongSecret_IsToldSo()
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        await using var client = new MqttClient(Options(trusted, meter.Login.UserName, meter.Secret + "x"));

        var refused = await Assert.ThrowsAsync<MqttRefusedException>(() => client.ConnectAsync().WaitAsync(Poll.Limit));

        Assert.Equal(ReasonCode.NotAuthorized, refused.Reason);
    }

    [Fact]
    public async Task OurClient_WhereTheServerProvesNothing_DoesNotBelieveIt()
    {
        await using var trusted = await Trusted.StartAsync();
        await using var liar = new LyingServer(new ConnAckPacket(false, ReasonCode.Success, PropertyBag.Empty));
        await using var client = new MqttClient(Options(trusted, "user", "pencil") with { Port = liar.Port });

        await Assert.ThrowsAsync<WireFault>(() => client.ConnectAsync().WaitAsync(Poll.Limit));
    }

    private static MqttClientOptions Options(Trusted trusted, string user, string secret) =>
        new() { Host = "127.0.0.1", Port = trusted.Server.Port, UserName = user, Password = secret, Scram = true, Reconnects = false };

    private static async Task<RawClient> LogInAsync(Trusted trusted, IssuedSecret who)
    {
        var client = await RawClient.OpenAsync(trusted.Server);
        var scram = new ScramClient(who.Login.UserName, who.Secret);
        await SendConnectAsync(client, scram.First);
        var challenge = await client.ReadNoticeAsync(PacketType.Auth);
        await SayAsync(client, ReasonCode.ContinueAuthentication, scram.Answer(Data(challenge.Properties))!);
        Assert.Equal(ReasonCode.Success, (await client.ReadConnAckAsync()).Reason);
        return client;
    }

    private static Task SendConnectAsync(RawClient client, byte[] first) =>
        client.SendAsync(w => ControlWriter.Write(w, new ConnectPacket(ProtocolVersion.V5, "dev", true, 60, Begun(first))));

    private static PropertyBag Begun(byte[] first) => PropertyBag.Of(
        Property.Of(PropertyId.AuthenticationMethod, ScramExchange.Method), Property.Of(PropertyId.AuthenticationData, first));

    private static Task SayAsync(RawClient client, ReasonCode reason, byte[] data) => client.SayAsync(
        PacketType.Auth, reason, Property.Of(PropertyId.AuthenticationMethod, ScramExchange.Method), Property.Of(PropertyId.AuthenticationData, data));

    private static byte[] Data(PropertyBag properties) => properties.Data(PropertyId.AuthenticationData)!;
}
