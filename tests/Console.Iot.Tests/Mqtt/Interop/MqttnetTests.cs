using System.Collections.Concurrent;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace CommunityConsole.Iot.Tests.Mqtt.Interop;

/// <summary>A client that other people wrote, against our server.</summary>
public sealed class MqttnetTests
{
    [Theory]
    [InlineData(MqttProtocolVersion.V311)]
    [InlineData(MqttProtocolVersion.V500)]
    public async Task Publish_Qos1OnDeviceTopic_ReachesSinkAndIsAcknowledged(MqttProtocolVersion version)
    {
        await using var server = await ServerHost.StartAsync();
        using var client = await ConnectAsync(server, version);

        var result = await client.PublishStringAsync("community/demo/home/1/water/w1", "{\"total_l\":5}", MqttQualityOfServiceLevel.AtLeastOnce);

        Assert.Equal(MqttClientPublishReasonCode.Success, result.ReasonCode);
        var taken = Assert.Single(server.Sink.Taken);
        Assert.Equal(("community/demo/home/1/water/w1", "{\"total_l\":5}"), (taken.Topic, Encoding.UTF8.GetString(taken.Payload)));
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311, 0)]
    [InlineData(MqttProtocolVersion.V311, 1)]
    [InlineData(MqttProtocolVersion.V311, 2)]
    [InlineData(MqttProtocolVersion.V500, 0)]
    [InlineData(MqttProtocolVersion.V500, 1)]
    [InlineData(MqttProtocolVersion.V500, 2)]
    public async Task Publish_OnPlainTopic_ReachesSubscriberOnce(MqttProtocolVersion version, int qos)
    {
        await using var server = await ServerHost.StartAsync();
        using var reader = await ConnectAsync(server, version);
        var seen = new ConcurrentQueue<string>();
        reader.ApplicationMessageReceivedAsync += e =>
        {
            seen.Enqueue(e.ApplicationMessage.Topic + "=" + e.ApplicationMessage.ConvertPayloadToString());
            return Task.CompletedTask;
        };
        await reader.SubscribeAsync("plain/+/x", (MqttQualityOfServiceLevel)qos);
        using var writer = await ConnectAsync(server, version);

        await writer.PublishStringAsync("plain/a/x", "one", (MqttQualityOfServiceLevel)qos);
        await writer.PublishStringAsync("plain/a/y", "not this", (MqttQualityOfServiceLevel)qos);
        await writer.PublishStringAsync("plain/b/x", "two", (MqttQualityOfServiceLevel)qos);

        await Poll.UntilAsync(() => seen.Count >= 2, "two messages");
        Assert.Equal(["plain/a/x=one", "plain/b/x=two"], seen);
        Assert.Empty(server.Sink.Taken);
    }

    [Fact]
    public async Task Connect_Again_FindsRetainedMessageAndLosesOldConnection()
    {
        await using var server = await ServerHost.StartAsync();
        using var first = await ConnectAsync(server, MqttProtocolVersion.V500, "same");
        await first.PublishStringAsync("plain/state", "kept", MqttQualityOfServiceLevel.AtLeastOnce, retain: true);
        var ended = new TaskCompletionSource<MqttClientDisconnectReason>();
        first.DisconnectedAsync += e =>
        {
            ended.TrySetResult(e.Reason);
            return Task.CompletedTask;
        };

        using var second = await ConnectAsync(server, MqttProtocolVersion.V500, "same");
        var kept = new TaskCompletionSource<string>();
        second.ApplicationMessageReceivedAsync += e =>
        {
            kept.TrySetResult($"{e.ApplicationMessage.ConvertPayloadToString()} {e.ApplicationMessage.Retain}");
            return Task.CompletedTask;
        };
        await second.SubscribeAsync("plain/#");

        Assert.Equal("kept True", await kept.Task.WaitAsync(Poll.Limit));
        Assert.Equal(MqttClientDisconnectReason.SessionTakenOver, await ended.Task.WaitAsync(Poll.Limit));
    }

    private static async Task<IMqttClient> ConnectAsync(ServerHost server, MqttProtocolVersion version, string? id = null)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", server.Port).WithProtocolVersion(version);
        await client.ConnectAsync((id is null ? options : options.WithClientId(id)).Build());
        return client;
    }
}
