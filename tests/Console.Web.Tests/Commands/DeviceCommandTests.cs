using CommunityConsole.Web.Commands;
using CommunityConsole.Web.Tests.Intake;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace CommunityConsole.Web.Tests.Commands;

/// <summary><c>device add|gateway|renew|revoke</c> beside a running server that lets nobody in without a login.</summary>
public sealed class DeviceCommandTests : IDisposable
{
    private const string Meter = "community/demo/home/9-901/water/meter";

    private readonly string _folder = Directory.CreateTempSubdirectory("device-command-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Add_Renew_Revoke_CountOnTheRunningServer()
    {
        var added = await ProgramRun.OfAsync(_folder, "device", "add", "meter", "--home", "9-901", "--kind", "water");
        var gateway = await ProgramRun.OfAsync(_folder, "device", "gateway", "网关", "--publish", "zigbee2mqtt/#", "--subscribe", "zigbee2mqtt/+/set");
        Assert.Equal((0, 0), (added.Code, gateway.Code));
        using var server = await ServerProcess.StartAsync(_folder, ("Mqtt__AllowAnonymous", "false"), ("Devices__AutoRegister", "false"));
        var (user, secret) = (added.After("user name"), added.After("secret"));

        using var old = new MqttClientFactory().CreateMqttClient();
        using var bridge = new MqttClientFactory().CreateMqttClient();
        Assert.True(await EntersAsync(old, server.Port, user, secret));
        Assert.True(await EntersAsync(bridge, server.Port, gateway.After("user name"), gateway.After("secret")));
        Assert.Equal((true, false), (await SaysAsync(old, Meter), await SaysAsync(old, "zigbee2mqtt/lamp")));
        Assert.Equal((false, true), (await SaysAsync(bridge, Meter), await SaysAsync(bridge, "zigbee2mqtt/lamp")));

        var renewed = await ProgramRun.OfAsync(_folder, "device", "renew", user);
        Assert.Equal((0, user), (renewed.Code, renewed.After("user name")));
        // A client that was refused is still leaving: each try has one of its own.
        IMqttClient later = new MqttClientFactory().CreateMqttClient();
        await Eventually.HoldsAsync(
            async () =>
            {
                later.Dispose();
                later = new MqttClientFactory().CreateMqttClient();
                return await EntersAsync(later, server.Port, user, renewed.After("secret"));
            },
            "the server takes up the new secret");
        Assert.True(await SaysAsync(old, Meter));   // the old one is good for a week

        var revoked = await ProgramRun.OfAsync(_folder, "device", "revoke", user);
        Assert.Equal(0, revoked.Code);
        await Eventually.HoldsAsync(() => !old.IsConnected && !later.IsConnected, "both connections are closed");
        later.Dispose();
        using var again = new MqttClientFactory().CreateMqttClient();
        Assert.False(await EntersAsync(again, server.Port, user, renewed.After("secret")));
        Assert.True(await SaysAsync(bridge, "zigbee2mqtt/lamp"));
        await server.KillAsync();
    }

    [Theory]
    [InlineData]
    [InlineData("sell", "meter")]
    [InlineData("add", "meter", "--home", "9-901")]
    [InlineData("add", "meter", "--home", "a/b", "--kind", "water")]
    [InlineData("add", "meter", "--home", "9-901", "--kind", "unknown")]
    [InlineData("add", "meter", "--home", "9-901", "--kind", "water", "--publish", "x")]
    [InlineData("gateway", "--publish", "x")]
    [InlineData("renew", "d-x", "--home")]
    public void Request_ThatNamesNothingTheCommandCanDo_IsNotRead(params string[] arguments) => Assert.False(DeviceRequest.TryRead(arguments, out _));

    [Fact]
    public async Task Command_ThatIsRefused_SaysWhyAndIssuesNothing()
    {
        var run = await ProgramRun.OfAsync(_folder, "device", "gateway", "g", "--publish", "#");

        Assert.Equal((1, ""), (run.Code, run.Said));
        Assert.Contains("\"#\"", run.Complained, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Complained, StringComparison.Ordinal);
    }

    private static async Task<bool> EntersAsync(IMqttClient client, int port, string user, string secret)
    {
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(Guid.NewGuid().ToString("N")).WithCredentials(user, secret).Build();
        try
        {
            return (await client.ConnectAsync(options)).ResultCode == MqttClientConnectResultCode.Success;
        }
        catch (MQTTnet.Exceptions.MqttCommunicationException)
        {
            return false;
        }
    }

    private static async Task<bool> SaysAsync(IMqttClient client, string topic) =>
        (await client.PublishStringAsync(topic, "{\"total_l\":1}", MqttQualityOfServiceLevel.AtLeastOnce)).IsSuccess;
}
