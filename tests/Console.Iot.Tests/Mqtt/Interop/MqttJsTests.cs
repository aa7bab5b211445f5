using System.Globalization;
using System.Text;

namespace CommunityConsole.Iot.Tests.Mqtt.Interop;

/// <summary>MQTT.js, run by Node.</summary>
public sealed class MqttJsTests
{
    [MqttJsTheory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Publish_OnDeviceTopic_SeesItsAcknowledgementAndHearsPlainOnes(int version)
    {
        await using var server = await ServerHost.StartAsync();

        var said = await Tool.RunAsync("node", Path.Combine(Tool.MqttJs, "talk.mjs"), server.Port.ToString(CultureInfo.InvariantCulture), $"{version}");

        Assert.Equal("""{"acks":[0],"granted":2,"message":"plain/js=hello"}""", said.Trim());
        Assert.Equal("{\"total_l\":7}", Encoding.UTF8.GetString(Assert.Single(server.Sink.Taken).Payload));
    }
}
