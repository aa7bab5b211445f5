using System.Collections.Concurrent;
using System.Globalization;
using MQTTnet;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>
/// A device that sends with QoS 1 by a schedule of its own, whether or not its last messages are acknowledged, and sends
/// again what it has no acknowledgement of.
/// </summary>
internal sealed class ResendingDevice(string name, PublishHistory history, int perSecond)
{
    // Below what the server takes from one connection at once.
    private const int Window = 500;

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentQueue<(long Sequence, string Payload)> _unknown = new();
    private long _sequence;

    /// <summary>Sends until the connection breaks.</summary>
    /// <param name="port">Where the server listens.</param>
    /// <param name="connected">Told when the schedule begins.</param>
    internal async Task SendAsync(int port, Action connected)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await UntilKilledAsync(ConnectAsync(client, port));
        if (!client.IsConnected)
        {
            return;
        }

        connected();
        var start = TimeProvider.System.GetTimestamp();
        var open = SendAgain(client);
        using var pace = new PeriodicTimer(Tick);
        for (var sent = 0; client.IsConnected && await pace.WaitForNextTickAsync();)
        {
            open.RemoveAll(message => message.IsCompletedSuccessfully);
            for (; sent < TimeProvider.System.GetElapsedTime(start).TotalSeconds * perSecond && open.Count < Window; sent++)
            {
                open.Add(PublishAsync(client, Next()));
            }
        }

        await Task.WhenAll(open.ConvertAll(UntilKilledAsync));
    }

    /// <summary>Sends all that has no acknowledgement; each must get one now.</summary>
    internal async Task FinishAsync(int port)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await ConnectAsync(client, port);
        await Task.WhenAll(SendAgain(client));
        Assert.Empty(_unknown);
    }

    private static Task<MqttClientConnectResult> ConnectAsync(IMqttClient client, int port) => client.ConnectAsync(
        new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithTimeout(TimeSpan.FromMinutes(1)).Build());

    private static async Task UntilKilledAsync(Task work)
    {
        try
        {
            await work;
        }
        catch (Exception broken) when (broken is not Xunit.Sdk.XunitException)
        {
            // The server was killed: what has no answer stays on the list.
        }
    }

    private List<Task> SendAgain(IMqttClient client)
    {
        var again = new List<Task>();
        for (var left = _unknown.Count; left > 0 && _unknown.TryDequeue(out var message); left--)
        {
            again.Add(PublishAsync(client, message));
        }

        return again;
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
            _unknown.Enqueue(message);
            throw;
        }
    }
}
