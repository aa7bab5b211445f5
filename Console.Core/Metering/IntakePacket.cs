using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Metering;

/// <summary>Told once what became of a packet; called from the pump, so an implementation must return at once.</summary>
public interface IIntakeReceipt
{
    /// <summary>The packet's rows, or its place in the quarantine, are on disk: acknowledge.</summary>
    void Stored();

    /// <summary>Nothing was stored: never acknowledge; the sender sends again.</summary>
    void Failed(Exception? fault);
}

/// <summary>
/// One packet on its way to the store: the readings decoded from it, or the reason why there are none. What is not
/// stored as readings is stored as a quarantined packet; both are acknowledged after the commit.
/// </summary>
public sealed class IntakePacket
{
    /// <summary>Whose packet.</summary>
    public required string Community { get; init; }

    /// <summary>Whose home's; null where that is not known.</summary>
    public HomeId? Home { get; init; }

    /// <summary>The MQTT topic, or another name of the way it came.</summary>
    public required string Topic { get; init; }

    /// <summary>The payload as it came, at most <see cref="QuarantinedPacket.KeptBytes"/> of it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>Length of the whole payload, bytes.</summary>
    public required int Length { get; init; }

    /// <summary>When the server had it, UTC.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>The readings, with the event times the device claims; the pump judges clocks and registers.</summary>
    public IReadOnlyList<Reading> Readings { get; init; } = [];

    /// <summary>Why there are no readings; null when there are.</summary>
    public PacketProblem? Problem { get; init; }

    /// <summary>The sender says it sent this before (MQTT DUP) and does not know what became of it.</summary>
    public bool Redelivered { get; init; }

    /// <summary>How well the device was heard, as in <see cref="Device.Signal"/>; null where the message does not say.</summary>
    public int? Signal { get; init; }

    /// <summary>How often the device says it reports; null where it does not say.</summary>
    public TimeSpan? PromisedInterval { get; init; }

    /// <summary>Where the device's numbers only ever rise: which connection of its own login it came by, higher for a newer one, 0 when it came
    /// by a gateway or nobody's. Null where the numbers say nothing.</summary>
    public long? Connection { get; init; }

    /// <summary>Since when the device is known here, UTC: an older time in a packet is a wrong clock, not an old packet.</summary>
    public DateTimeOffset? KnownSince { get; init; }

    /// <summary>The MQTT client, for the quarantine page.</summary>
    public string? Client { get; init; }

    /// <summary>Who waits for the outcome.</summary>
    public IIntakeReceipt? Receipt { get; init; }

    /// <summary>Whether it overtakes the backlog: somebody asks for help.</summary>
    public bool Urgent
    {
        get
        {
            foreach (var reading in Readings)
            {
                if (CallsForHelp(reading))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether somebody asks for help by it.</summary>
    internal static bool CallsForHelp(in Reading reading) =>
        reading.Measure == Measure.Sos || (reading.Measure == Measure.Alarm && reading.Value == (long)DeviceAlarm.Duress);

    /// <summary>What is left of the packet when only these of its readings may be used; not the bytes, which hold the others too.</summary>
    internal IntakePacket Only(IReadOnlyList<Reading> readings) => new()
    {
        Community = Community,
        Home = Home,
        Topic = Topic,
        Payload = default,
        Length = Length,
        Received = Received,
        Readings = readings,
        Redelivered = Redelivered,
        Signal = Signal,
        PromisedInterval = PromisedInterval,
        Connection = Connection,
        KnownSince = KnownSince,
        Client = Client,
        Receipt = Receipt,
    };

    /// <summary>The packet as the quarantine keeps it.</summary>
    internal QuarantinedPacket Quarantined(Problem reason) =>
        new(0, Community, Topic.Length > 512 ? Topic[..512] : Topic, Payload, Length, reason.Code, reason.Message, Received, Client);
}
