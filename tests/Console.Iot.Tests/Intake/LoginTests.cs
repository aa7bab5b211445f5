using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;

namespace CommunityConsole.Iot.Tests.Intake;

/// <summary>Who comes in: secrets, their ends, and what proves nothing.</summary>
public sealed class LoginTests
{
    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task Connect_WithItsSecret_PublishesOnItsOwnTopic(ProtocolVersion version)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();

        using var client = await RawClient.ConnectAsync(trusted.Server, version, user: meter.Login.UserName, password: meter.Secret);
        await client.PublishAsync(Trusted.Meter, "{\"total_l\":1}"u8.ToArray());

        Assert.Equal(ReasonCode.Success, (await client.ReadAckAsync(PacketType.PubAck)).Reason);
        Assert.Equal(Trusted.Meter, Assert.Single(trusted.Server.Sink.Taken).Topic);
    }

    [Theory]
    [InlineData(null, null, ReasonCode.NotAuthorized)]
    [InlineData("{user}", null, ReasonCode.BadUserNameOrPassword)]
    [InlineData("{user}", "", ReasonCode.BadUserNameOrPassword)]
    [InlineData("{user}", "wrong", ReasonCode.BadUserNameOrPassword)]
    [InlineData("{user}", "{secret}x", ReasonCode.BadUserNameOrPassword)]
    [InlineData("stranger", "{secret}", ReasonCode.BadUserNameOrPassword)]
    [InlineData("", "{secret}", ReasonCode.BadUserNameOrPassword)]
    public async Task Connect_WithoutProof_IsRefused(string? user, string? password, ReasonCode reason)
    {
        await using var trusted = await Trusted.StartAsync();
        var meter = await trusted.MeterAsync();
        using var client = await RawClient.OpenAsync(trusted.Server);

        var answer = await client.LogInAsync("dev", Filled(user, meter), Filled(password, meter));

        Assert.Equal(reason, answer);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Connect_WhereNobodyWasGrantedAnything_IsRefusedWhateverItSays()
    {
        await using var trusted = await Trusted.StartAsync();

        foreach (var (user, password) in new[] { (null, null), ("admin", "admin"), ("", ""), ("d-", "x") })
        {
            using var client = await RawClient.OpenAsync(trusted.Server);
            Assert.NotEqual(ReasonCode.Success, await client.LogInAsync("dev", user, password));
        }
    }

    [Fact]
    public async Task Renewal_OldAndNewSecret_AreBothGoodUntilTheOldOneEnds()
    {
        await using var trusted = await Trusted.StartAsync();
        var old = await trusted.MeterAsync();
        var renewed = (await trusted.Desk.RenewAsync(old.Login.UserName, CredentialDesk.UsualOverlap, Trusted.Administrator(), CancellationToken.None)).Value;

        using var before = await trusted.ConnectAsync(old, "old");
        using var after = await trusted.ConnectAsync(renewed, "new");
        trusted.Time.Advance(CredentialDesk.UsualOverlap);

        Assert.Equal(ReasonCode.AdministrativeAction, await before.ReadToEndAsync());
        using var late = await RawClient.OpenAsync(trusted.Server);
        Assert.Equal(ReasonCode.BadUserNameOrPassword, await late.LogInAsync("old", old.Login.UserName, old.Secret));
        await after.PingAsync();
    }

    [Fact]
    public async Task Renewal_OnTheSameClientId_GoesOnWithTheSession()
    {
        await using var trusted = await Trusted.StartAsync();
        var old = await trusted.MeterAsync();
        using (var client = await trusted.ConnectAsync(old, properties: PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, 600))))
        {
            await client.SubscribeAsync(new FilterRequest(Trusted.Meter + "/command/#", Qos.AtLeastOnce));
        }

        var renewed = (await trusted.Desk.RenewAsync(old.Login.UserName, null, Trusted.Administrator(), CancellationToken.None)).Value;
        using var again = await trusted.ConnectAsync(renewed, cleanStart: false);

        Assert.True(again.Welcome.SessionPresent);
    }

    private static string? Filled(string? text, IssuedSecret meter) =>
        text?.Replace("{user}", meter.Login.UserName, StringComparison.Ordinal).Replace("{secret}", meter.Secret, StringComparison.Ordinal);
}
