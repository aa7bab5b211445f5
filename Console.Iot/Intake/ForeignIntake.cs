using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// Takes messages of dialects that name devices in their own way. One message may speak of many devices and of many
/// instants: it is acknowledged when all of it is stored.
/// </summary>
internal sealed class ForeignIntake(
    ForeignDialects dialects, DeviceRegistry registry, StateMemory states, ReadingIntake intake, IRememberedStore remembered, IOptions<IntakeOptions> options)
{
    // Names are kept for good; a longer one is no name.
    private const int LongestName = 256;

    /// <summary>Decodes a publication and hands it to the intake.</summary>
    /// <param name="publish">The publication.</param>
    /// <param name="received">When the server had it, UTC.</param>
    /// <param name="receipt">Answered when all of it is stored.</param>
    /// <param name="reply">Sends a command back the way the message came.</param>
    /// <param name="cancellation">Ends the wait for a place in the queue.</param>
    internal async ValueTask AcceptAsync(
        DevicePublish publish, DateTimeOffset received, IPublishReceipt receipt, Action<DeviceCommand> reply, CancellationToken cancellation)
    {
        var answer = Decode(publish, received, out var dialect, out var home);
        if (answer.IsRemembered && dialect is not null)
        {
            // Before the acknowledgement: what comes later cannot be read without it.
            await remembered.SaveAsync(new RememberedMessage(publish.Topic, publish.Payload, received), cancellation);
        }

        if (answer.Command is { } command)
        {
            reply(command);
        }

        var packets = Packets(answer, dialect?.Name ?? "", home, publish, received);
        if (packets.Count == 0)
        {
            receipt.Accepted();
            return;
        }

        IIntakeReceipt shared = packets.Count == 1 ? new PublishReceipt(receipt) : new SharedReceipt(receipt, packets.Count);
        for (var i = 0; i < packets.Count; i++)
        {
            try
            {
                await intake.AcceptAsync(packets[i].Build(publish, received, publish.Peer.Community ?? registry.HomeCommunity, shared), cancellation);
            }
            catch (Exception fault) when (i > 0)
            {
                // Some are on their way and will answer; the rest counts as failed.
                for (; i < packets.Count; i++)
                {
                    shared.Failed(fault);
                }
            }
        }
    }

    private DialectAnswer Decode(in DevicePublish publish, DateTimeOffset received, out IDialect? dialect, out string? home)
    {
        (dialect, home) = (null, null);
        var message = new DialectMessage(publish.Topic, publish.Payload, received)
        {
            Sender = SenderOf(publish.Peer),
        };
        if (dialects.Find(message) is not { } found)
        {
            return DialectAnswer.Refused(PacketProblems.UnknownTopic);
        }

        (dialect, home) = (found.Dialect, found.Home);
        return found.Dialect.IsTalk(publish.Topic) ? DialectAnswer.Nothing // a bridge's list of devices may be of any size
            : publish.Payload.Length > options.Value.LargestPayload ? DialectAnswer.Refused(PacketProblems.TooLarge)
            : found.Dialect.Decode(found.Message);
    }

    // The device the login stands for; else the name it proved, or only claims; null where a broker stands between.
    private static string? SenderOf(MqttPeer peer) => peer.Login is DeviceGrant { Device: { } device } ? device.WireName
        : peer.UserName ?? (peer.ClientId.Length > 0 ? peer.ClientId : null);

    // One packet for each device, and one for each reason why a part of the message belongs to none.
    private List<ForeignPacket> Packets(DialectAnswer answer, string dialect, string? home, in DevicePublish publish, DateTimeOffset received)
    {
        var devices = new Dictionary<DeviceId, ForeignPacket>();
        var packets = new List<ForeignPacket>();
        if (answer.Problem is { } whole)
        {
            packets.Add(new ForeignPacket(null) { Problem = whole });
        }

        foreach (var report in answer.Reports)
        {
            if (report.SaysNothing)
            {
                report.Packet.Problem = PacketProblems.NoMeasure;
            }

            // Nonsense does not register a device.
            var device = report.Packet.Values.IsEmpty && report.State.IsEmpty
                ? (Result<Device>)report.Packet.Problem!
                : report.WireName.Length is 0 or > LongestName ? PacketProblems.UnknownDevice
                : registry.ResolveWire(dialect, report.WireName, report.KindHeard(), report.Home ?? home);
            // Names on the wire are shared: a gateway of one community must not speak for a device of another.
            if (device.Succeeded && publish.Peer.Community is { } sender && device.Value.Id.Home.Community != sender)
            {
                device = PacketProblems.OtherCommunity;
            }

            if (!device.Succeeded)
            {
                Refuse(packets, (PacketProblem)device.Problem);
                continue;
            }

            if (!devices.TryGetValue(device.Value.Id, out var packet))
            {
                devices[device.Value.Id] = packet = new ForeignPacket(device.Value);
                packets.Add(packet);
            }

            Happened(device.Value.Id, report, received);
            packet.Add(report, publish, received);
        }

        packets.RemoveAll(static packet => packet.SaysNothing);
        return packets;
    }

    private void Happened(DeviceId device, WireReport report, DateTimeOffset received)
    {
        if (!report.Packet.Historical)
        {
            states.Tell(device, report.State, report.Packet.At ?? received, ref report.Packet);
        }
        else if (report.State.Turned is { } turned)
        {
            report.Packet.Add(Measure.Lock, turned.Packed);
        }
    }

    private static void Refuse(List<ForeignPacket> packets, PacketProblem problem)
    {
        if (!packets.Exists(packet => packet.Device is null && packet.Problem == problem))
        {
            packets.Add(new ForeignPacket(null) { Problem = problem });
        }
    }
}
