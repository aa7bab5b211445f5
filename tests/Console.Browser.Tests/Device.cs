using CommunityConsole.Core.Community;
using MQTTnet;
using MQTTnet.Protocol;

namespace CommunityConsole.Browser.Tests;

/// <summary>A device of a home with a foreign MQTT client inside: it publishes at QoS 1 and waits for the acknowledgement.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();

    private Device()
    {
    }

    public static async Task<Device> ConnectAsync(int port)
    {
        var device = new Device();
        await device._client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).Build());
        return device;
    }

    /// <summary>Publishes one packet of the own dialect and returns once it is acknowledged.</summary>
    public async Task PublishAsync(HomeId home, string kind, string device, string json)
    {
        var answer = await _client.PublishAsync(new MqttApplicationMessageBuilder()
            .WithTopic($"community/{home.Community}/home/{home.Home}/{kind}/{device}")
            .WithPayload(json)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .Build());
        Assert.True(answer.IsSuccess, $"The packet was refused: {answer.ReasonString}");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisconnectAsync();
        _client.Dispose();
    }
}
