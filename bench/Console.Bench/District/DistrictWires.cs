using System.Globalization;
using System.Text;
using CommunityConsole.Bench.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Client;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Bench.District;

/// <summary>The district's meters behind gateways: each reading goes out at its own time, QoS 1, and what was not acknowledged goes out again.</summary>
internal sealed class DistrictWires(IReadOnlyList<MadeUpHome> different, IReadOnlyList<HomeId> homes)
{
    private const int Gateways = 500;
    private readonly List<IEnumerator<Reading>> _coming = [.. different.Select(home => home.Next(days: 2).GetEnumerator())];
    private PriorityQueue<int, DateTimeOffset>? _turns;

    public long Acknowledged { get; private set; }

    public LatencyTable Latencies { get; } = new();

    /// <summary>Sends until an instant; what fell due before now goes out at once.</summary>
    public async Task RunAsync(int port, DateTimeOffset until)
    {
        _turns ??= FirstTurns();
        var gateways = new List<MqttClient>();
        try
        {
            for (var number = 0; number < Gateways; number++)
            {
                var gateway = new MqttClient(new MqttClientOptions { Host = "127.0.0.1", Port = port, ClientId = $"gateway-{number}" });
                gateways.Add(gateway);
                await gateway.ConnectAsync();
            }

            while (_turns.TryPeek(out var number, out var due) && due < until)
            {
                var wait = due - DateTimeOffset.UtcNow;
                if (wait > TimeSpan.Zero)
                {
                    await Task.Delay(wait);
                }

                await SendAsync(gateways, number, _coming[number].Current);
                _turns.Dequeue();
                _coming[number].MoveNext();
                _turns.Enqueue(number, _coming[number].Current.At);
            }
        }
        finally
        {
            foreach (var gateway in gateways)
            {
                await gateway.DisposeAsync();
            }
        }
    }

    private PriorityQueue<int, DateTimeOffset> FirstTurns()
    {
        var turns = new PriorityQueue<int, DateTimeOffset>();
        for (var number = 0; number < _coming.Count; number++)
        {
            _coming[number].MoveNext();
            turns.Enqueue(number, _coming[number].Current.At);
        }

        return turns;
    }

    // All copies of a home report the same at the same time: some hundred homes at once, as meters that report on the hour do.
    private async Task SendAsync(List<MqttClient> gateways, int number, Reading reading)
    {
        var kind = reading.Measure == Measure.TotalLitres ? "water" : "power";
        var field = reading.Measure == Measure.TotalLitres ? "total_l" : "total_wh";
        var payload = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"t\":{reading.At.ToUnixTimeMilliseconds()},\"{field}\":{reading.Value}}}"));
        var sent = TimeProvider.System.GetTimestamp();
        var answers = new List<Task>();
        for (var home = number; home < homes.Count; home += _coming.Count)
        {
            answers.Add(PublishAsync(gateways[home / _coming.Count % Gateways], $"community/{homes[home].Community}/home/{homes[home].Home}/{kind}/{reading.Device.Name}", payload, sent));
        }

        await Task.WhenAll(answers);
    }

    private async Task PublishAsync(MqttClient gateway, string topic, byte[] payload, long sent)
    {
        var answer = await gateway.PublishAsync(new MqttMessage(topic, payload));
        if (answer >= ReasonCode.UnspecifiedError)
        {
            throw new IOException($"A reading was refused: {answer}.");
        }

        lock (Latencies)
        {
            Acknowledged++;
            Latencies.Add(TimeProvider.System.GetElapsedTime(sent));
        }
    }
}
