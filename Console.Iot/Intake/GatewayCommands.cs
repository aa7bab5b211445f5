using System.Threading.Channels;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// Commands to gateways of the embedded server. A request for a new birth is worth little and is repeated when it is
/// needed: what finds the queue full is dropped, so that no reading waits for it.
/// </summary>
internal sealed class GatewayCommands
{
    private const int Waiting = 1_000;

    private readonly Channel<DeviceCommand> _queue = Channel.CreateBounded<DeviceCommand>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    internal void Send(DeviceCommand command) => _queue.Writer.TryWrite(command);

    /// <summary>Hands them to the server, which itself hands its messages to us: hence the queue between the two.</summary>
    internal sealed class Line(GatewayCommands commands, MqttServer server) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await foreach (var command in commands._queue.Reader.ReadAllAsync(stoppingToken))
            {
                server.SendCommand(command.Topic, command.Payload);
            }
        }
    }
}
