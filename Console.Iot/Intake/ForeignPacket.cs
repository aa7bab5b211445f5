using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;

namespace CommunityConsole.Iot.Intake;

/// <summary>What one message says of one device, put together for the intake.</summary>
/// <param name="device">Null where only the message itself is kept, for the quarantine.</param>
internal sealed class ForeignPacket(Device? device)
{
    private readonly List<Reading> _readings = [];
    private int? _signal;
    private TimeSpan? _promised;

    internal Device? Device { get; } = device;

    internal PacketProblem? Problem { get; set; }

    /// <summary>A state that only repeats: understood, and no reading.</summary>
    internal bool SaysNothing => _readings.Count == 0 && Problem is null;

    internal void Add(WireReport report, in DevicePublish publish, DateTimeOffset received)
    {
        Problem ??= report.Packet.Problem;
        _signal = report.Packet.Signal ?? _signal;
        _promised = report.Packet.PromisedInterval ?? _promised;
        DecodedReadings.Add(Device!, report.Packet, received, publish, _readings);
    }

    internal IntakePacket Build(in DevicePublish publish, DateTimeOffset received, string community, IIntakeReceipt receipt) => new()
    {
        Community = Device?.Id.Home.Community ?? community,
        Home = Device?.Id.Home,
        Topic = publish.Topic,

        // The buffer belongs to the session; what is kept is copied.
        Payload = publish.Payload[..Math.Min(publish.Payload.Length, QuarantinedPacket.KeptBytes)].ToArray(),
        Length = publish.Payload.Length,
        Received = received,
        Readings = _readings,
        Problem = Problem,
        Signal = _signal,
        PromisedInterval = _promised,
        Redelivered = publish.Duplicate,
        Client = publish.Peer.ClientId,
        Receipt = receipt,
    };
}
