using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// Takes what devices publish to the embedded server, decodes it and hands it to the intake. Everything that is not
/// plain traffic ends in the store or in the quarantine, so every topic but the server's own is taken.
/// </summary>
internal sealed class DevicePublishSink(DialectRouter dialects, ReadingIntake intake, TimeProvider time) : IPublishSink
{
    // A retained message says when it was true, or it may be of any age.
    private static readonly TimeSpan FreshLimit = TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    public bool Takes(string topic) => !topic.StartsWith('$');

    /// <inheritdoc />
    public ValueTask AcceptAsync(DevicePublish publish, IPublishReceipt receipt, CancellationToken cancellation)
    {
        var received = time.GetUtcNow();
        var message = dialects.Decode(publish.Topic, publish.Payload.Span, received);
        if (message.Device is not { } device)
        {
            receipt.Accepted();
            return ValueTask.CompletedTask;
        }

        // Names on the wire are shared: a gateway of one community must not speak for a device of another.
        if (publish.Peer.Community is { } own && device.Succeeded && device.Value.Id.Home.Community != own)
        {
            device = PacketProblems.OtherCommunity;
        }

        var packet = Packet(publish, receipt, received, message, device);
        return intake.AcceptAsync(packet, cancellation);
    }

    private IntakePacket Packet(
        DevicePublish publish, IPublishReceipt receipt, DateTimeOffset received, DecodedMessage message, Result<Device> device)
    {
        // The buffer belongs to the session; what is kept is copied.
        var kept = publish.Payload[..Math.Min(publish.Payload.Length, QuarantinedPacket.KeptBytes)].ToArray();
        return new IntakePacket
        {
            Community = device.Succeeded ? device.Value.Id.Home.Community : publish.Peer.Community ?? dialects.CommunityOf(publish.Topic),
            Topic = publish.Topic,
            Payload = kept,
            Length = publish.Payload.Length,
            Received = received,
            Readings = device.Succeeded ? Readings(device.Value, message.Packet, received, publish.Retain) : [],
            Problem = device.Problem as PacketProblem ?? message.Packet.Problem,
            Redelivered = publish.Duplicate,
            Client = publish.Peer.ClientId,
            Receipt = new Receipt(receipt),
        };
    }

    private static List<Reading> Readings(Device device, DecodedPacket decoded, DateTimeOffset received, bool retain)
    {
        // With a time nobody can read only a call for help is worth keeping: it is true now.
        var onlyCalls = decoded.Problem == PacketProblems.WrongTime;
        var marks = decoded.At is null ? ReadingMarks.ServerTimed : ReadingMarks.None;
        if (retain && !(received - decoded.At < FreshLimit))
        {
            marks |= ReadingMarks.Retained;
        }

        if (decoded.Historical)
        {
            marks |= ReadingMarks.Historical;
        }

        var readings = new List<Reading>(decoded.Values.Length);
        foreach (var (measure, value) in decoded.Values)
        {
            if (!onlyCalls || measure is Measure.Sos or Measure.Alarm)
            {
                readings.Add(new Reading(device.Id, device.Kind, measure, value, decoded.At ?? received, received, decoded.Sequence, marks));
            }
        }

        return readings;
    }

    private sealed class Receipt(IPublishReceipt publish) : IIntakeReceipt
    {
        public void Stored() => publish.Accepted();

        public void Failed(Exception? fault) => publish.Rejected(fault);
    }
}
