using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Tencent;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// Takes what devices publish to the embedded server, decodes it and hands it to the intake. Everything that is not
/// plain traffic ends in the store or in the quarantine, so every topic but the server's own is taken.
/// </summary>
internal sealed class DevicePublishSink(
    DialectRouter own, ForeignIntake foreign, GatewayCommands commands, ReadingIntake intake, TimeProvider time) : IPublishSink
{
    // A wildcard of others never reaches these, and no device's dialect uses any but the one of Tencent's thing model.
    private const string ServersTopics = "$";

    /// <inheritdoc />
    public bool Takes(string topic) => !topic.StartsWith(ServersTopics, StringComparison.Ordinal) || topic.StartsWith(TencentDialect.Prefix, StringComparison.Ordinal);

    /// <inheritdoc />
    public ValueTask AcceptAsync(DevicePublish publish, IPublishReceipt receipt, CancellationToken cancellation) =>
        AcceptAsync(publish, receipt, commands.Send, cancellation);

    /// <inheritdoc cref="AcceptAsync(DevicePublish, IPublishReceipt, CancellationToken)"/>
    /// <param name="publish">The publication.</param>
    /// <param name="receipt">Its answer.</param>
    /// <param name="reply">Sends a command back the way the message came.</param>
    /// <param name="cancellation">Ends the wait for a place in the queue.</param>
    internal ValueTask AcceptAsync(DevicePublish publish, IPublishReceipt receipt, Action<DeviceCommand> reply, CancellationToken cancellation)
    {
        var received = time.GetUtcNow();
        return DialectRouter.IsOwn(publish.Topic)
            ? intake.AcceptAsync(Packet(publish, receipt, received), cancellation)
            : foreign.AcceptAsync(publish, received, receipt, reply, cancellation);
    }

    private IntakePacket Packet(in DevicePublish publish, IPublishReceipt receipt, DateTimeOffset received)
    {
        var (device, decoded) = own.Decode(publish.Topic, publish.Payload.Span);

        // Names on the wire are shared: a gateway of one community must not speak for a device of another.
        if (publish.Peer.Community is { } sender && device.Succeeded && device.Value.Id.Home.Community != sender)
        {
            device = PacketProblems.OtherCommunity;
        }

        var readings = new List<Reading>(decoded.Values.Length);
        if (device.Succeeded)
        {
            DecodedReadings.Add(device.Value, decoded, received, publish, readings);
        }

        // The buffer belongs to the session; what is kept is copied.
        var kept = publish.Payload[..Math.Min(publish.Payload.Length, QuarantinedPacket.KeptBytes)].ToArray();
        return new IntakePacket
        {
            Community = device.Succeeded ? device.Value.Id.Home.Community : publish.Peer.Community ?? own.CommunityOf(publish.Topic),
            Home = device.Succeeded ? device.Value.Id.Home : null,
            Topic = publish.Topic,
            Payload = kept,
            Length = publish.Payload.Length,
            Received = received,
            Readings = readings,
            Problem = device.Problem as PacketProblem ?? decoded.Problem,
            Redelivered = publish.Duplicate,
            Connection = publish.Peer.Login is DeviceGrant { Device: not null } ? publish.Peer.Connection : 0,
            KnownSince = device.Succeeded ? device.Value.Registered : null,
            Client = publish.Peer.ClientId,
            Receipt = new PublishReceipt(receipt),
        };
    }
}
