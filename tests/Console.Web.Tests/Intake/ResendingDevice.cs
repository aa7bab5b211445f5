using System.Globalization;
using MQTTnet;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>A device that sends at a steady rate with QoS 1, and sends again what it has no acknowledgement of.</summary>
internal sealed class ResendingDevice(string name, PublishHistory history, int perTick)
{
    /// <summary>Time between two bursts.</summary>
    internal static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);

    private readonly Queue<(long Sequence, string Payload)> _unknown = new();
    private long _sequence;

    /// <summary>Sends until <paramref name="stop"/> or until the connection breaks.</summary>
    internal async Task SendAsync(int port, CancellationToken stop)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        try
        {
            await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithTimeout(TimeSpan.FromMinutes(1)).Build(), CancellationToken.None);
            await SendAgainAsync(client);
            using var pace = new PeriodicTimer(Tick);
            while (client.IsConnected && !stop.IsCancellationRequested && await pace.WaitForNextTickAsync(CancellationToken.None))
            {
                await Task.WhenAll(Enumerable.Range(0, perTick).Select(_ => PublishAsync(client, Next())));
            }
        }
        catch (Exception broken) when (broken is not Xunit.Sdk.XunitException)
        {
            // The server was killed: what has no answer stays on the list.
        }
    }

    /// <summary>Sends all that has no acknowledgement; each must get one now.</summary>
    internal async Task FinishAsync(int port)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithTimeout(TimeSpan.FromMinutes(1)).Build(), CancellationToken.None);
        await SendAgainAsync(client);
        Assert.Empty(_unknown);
    }

    private async Task SendAgainAsync(IMqttClient client)
    {
        for (var left = _unknown.Count; left > 0; left--)
        {
            await PublishAsync(client, _unknown.Dequeue());
        }
    }

    private (long, string) Next()
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        history.Invoke(name, ++_sequence);
        return (_sequence, string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{time},\"seq\":{_sequence},\"use_l\":1}}"));
    }

    private async Task PublishAsync(IMqttClient client, (long Sequence, string Payload) message)
    {
        try
        {
            var answer = await client.SendAsync($"community/demo/home/kill/water/{name}", message.Payload);
            Assert.True(answer.IsSuccess);
            history.Acknowledge(name, message.Sequence);
        }
        catch
        {
            lock (_unknown)
            {
                _unknown.Enqueue(message);
            }

            throw;
        }
    }
}
