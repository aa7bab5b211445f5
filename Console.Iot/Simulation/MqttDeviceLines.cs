using CommunityConsole.Iot.Mqtt.Client;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Lines over MQTT to one server; every report waits for its acknowledgement (QoS 1).</summary>
/// <param name="host">Name or address of the server.</param>
/// <param name="port">Its port without TLS.</param>
public sealed class MqttDeviceLines(string host, int port) : IDeviceLines
{
    // As long as a person would wait before looking at the plug.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    public IDeviceLine Open(LineSettings settings) => new Line(host, port, settings);

    private sealed class Line(string host, int port, LineSettings settings) : IDeviceLine
    {
        private MqttClient? _client;

        public async Task PublishAsync(IReadOnlyList<DevicePacket> packets, CancellationToken cancellation)
        {
            var client = await ConnectedAsync(cancellation);
            await Task.WhenAll(packets.Select(p => SayAsync(client, p, retain: false, cancellation)));
        }

        public async Task BreakAsync()
        {
            if (_client is { } client)
            {
                _client = null;
                await client.DisposeAsync();
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (_client is { } client)
            {
                _client = null;
                await client.DisconnectAsync();
                await client.DisposeAsync();
            }
        }

        private async Task<MqttClient> ConnectedAsync(CancellationToken cancellation)
        {
            if (_client is { } client)
            {
                return client;
            }

            _client = client = new MqttClient(new MqttClientOptions
            {
                Host = host,
                Port = port,
                ClientId = settings.ClientId,
                LongestPause = LongestPause,
                Will = settings.Will is { } will ? new MqttMessage(will.Topic, will.Payload, Qos.AtLeastOnce, Retain: true) : null,
            });
            await client.ConnectAsync(cancellation);
            if (settings.Birth is { } birth)
            {
                await SayAsync(client, birth, retain: true, cancellation);
            }

            return client;
        }

        // A refused topic is the server's word and final; the estate goes on.
        private static async Task SayAsync(MqttClient client, DevicePacket packet, bool retain, CancellationToken cancellation) =>
            await client.PublishAsync(new MqttMessage(packet.Topic, packet.Payload, Qos.AtLeastOnce, retain), cancellation);
    }
}
