using System.Globalization;
using CommunityConsole.Iot.Tests.Intake;
using CommunityConsole.Iot.Tests.Mqtt.Transport;

namespace CommunityConsole.Iot.Tests.Mqtt.Interop;

/// <summary>Other people's clients through every door of the server, in both versions: they publish, see their acknowledgements, and hear.</summary>
public sealed class EveryDoorTests : IAsyncLifetime
{
    private EveryDoor _doors = null!;

    public async Task InitializeAsync() => _doors = await EveryDoor.StartAsync();

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [MqttJsTheory]
    [InlineData("mqtt", 4)]
    [InlineData("mqtt", 5)]
    [InlineData("mqtts", 4)]
    [InlineData("mqtts", 5)]
    [InlineData("ws", 4)]
    [InlineData("ws", 5)]
    [InlineData("wss", 4)]
    [InlineData("wss", 5)]
    public async Task MqttJs_ThroughADoor_PublishesAndHears(string scheme, int version)
    {
        var gateway = await _doors.Trusted.GatewayAsync("demo", ["plain/js/#", "community/demo/home/9-901/#"], "plain/js/#");
        var device = await _doors.Trusted.MeterAsync();
        var ca = scheme.EndsWith('s') && scheme != "ws" ? _doors.Certificates.Authority : "-";
        Task<string> RunAsync(string user, string secret, string topic, params string[] more) => Tool.RunAsync(
            "node", [Path.Combine(Tool.MqttJs, "report.mjs"), _doors.Address(scheme), $"{version}", user, secret, topic, ca, .. more]);

        Assert.Equal("""{"acks":[0]}""", (await RunAsync(device.Login.UserName, device.Secret, Trusted.Meter)).Trim());
        var said = await RunAsync(gateway.Login.UserName, gateway.Secret, "plain/js/a", "plain/js/+");

        // Nobody subscribed before the first publication; 3.1.1 cannot be told so.
        Assert.Equal($$"""{"acks":[{{(version == 5 ? 16 : 0)}}],"message":"plain/js/a=hello"}""", said.Trim());
        Assert.Equal(Trusted.Meter, Assert.Single(_doors.Sink.Taken).Topic);
    }

    [MosquittoTheory]
    [InlineData("mqtt", "311")]
    [InlineData("mqtt", "5")]
    [InlineData("mqtts", "311")]
    [InlineData("mqtts", "5")]
    public async Task Mosquitto_ThroughADoor_PublishesAndHears(string scheme, string version)
    {
        // Debian's mosquitto_pub and mosquitto_sub speak no WebSockets.
        var gateway = await _doors.Trusted.GatewayAsync("demo", ["plain/m/#"], "plain/m/#");
        var address = new Uri(_doors.Address(scheme));
        string[] login =
        [
            "-h", "localhost", "-p", address.Port.ToString(CultureInfo.InvariantCulture), "-V", version == "5" ? "mqttv5" : "mqttv311",
            "-u", gateway.Login.UserName, "-P", gateway.Secret, "-q", "2", .. scheme == "mqtts" ? new[] { "--cafile", _doors.Certificates.Authority } : [],
        ];
        using var sub = Tool.Start("mosquitto_sub", [.. login, "-t", "plain/m/+", "-v", "-C", "1", "-W", "30"]);

        await Tool.RunAsync("mosquitto_pub", [.. login, "-t", "plain/m/a", "-m", "one", "-r"]);

        Assert.Equal("plain/m/a one", await sub.StandardOutput.ReadLineAsync());
        await sub.WaitForExitAsync();
        Assert.Equal(0, sub.ExitCode);
    }
}
