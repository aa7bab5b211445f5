using System.Globalization;
using System.Text;

namespace CommunityConsole.Iot.Tests.Mqtt.Interop;

/// <summary>Mosquitto's command line clients, which see their acknowledgements.</summary>
public sealed class MosquittoTests
{
    [MosquittoTheory]
    [InlineData("311", 1)]
    [InlineData("311", 2)]
    [InlineData("5", 1)]
    [InlineData("5", 2)]
    public async Task Pub_OnDeviceTopic_SeesItsAcknowledgement(string version, int qos)
    {
        await using var server = await ServerHost.StartAsync();

        var said = await Tool.RunAsync("mosquitto_pub", "-h", "127.0.0.1", "-p", Port(server), "-V", version, "-q", $"{qos}", "-d",
            "-t", "community/demo/home/1/water/w1", "-m", "{\"total_l\":5}");

        Assert.Contains(qos == 1 ? "received PUBACK" : "received PUBCOMP", said, StringComparison.Ordinal);
        Assert.Equal("{\"total_l\":5}", Encoding.UTF8.GetString(Assert.Single(server.Sink.Taken).Payload));
    }

    [MosquittoTheory]
    [InlineData("311", 0)]
    [InlineData("311", 1)]
    [InlineData("311", 2)]
    [InlineData("5", 0)]
    [InlineData("5", 1)]
    [InlineData("5", 2)]
    public async Task Sub_OnPlainTopic_HearsWhatIsPublished(string version, int qos)
    {
        await using var server = await ServerHost.StartAsync();
        using var sub = Tool.Start("mosquitto_sub", "-h", "127.0.0.1", "-p", Port(server), "-V", version, "-q", $"{qos}", "-t", "plain/+/x", "-v", "-C", "2", "-W", "30");

        // The retained message comes whether the subscription was there first or not; the second one needs it to be.
        await PublishAsync(server, version, qos, "one", "-r");
        var heard = await sub.StandardOutput.ReadLineAsync();
        await PublishAsync(server, version, qos, "two");

        Assert.Equal("plain/a/x one", heard);
        Assert.Equal("plain/a/x two", await sub.StandardOutput.ReadLineAsync());
        await sub.WaitForExitAsync();
        Assert.Equal(0, sub.ExitCode);
    }

    private static Task<string> PublishAsync(ServerHost server, string version, int qos, string text, params string[] more) => Tool.RunAsync(
        "mosquitto_pub", ["-h", "127.0.0.1", "-p", Port(server), "-V", version, "-q", $"{qos}", "-t", "plain/a/x", "-m", text, .. more]);

    private static string Port(ServerHost server) => server.Port.ToString(CultureInfo.InvariantCulture);
}
