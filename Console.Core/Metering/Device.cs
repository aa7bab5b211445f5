namespace CommunityConsole.Core.Metering;

/// <summary>A device as the registry knows it: whose it is, and what was learned from its messages.</summary>
/// <param name="Id">The home and the name inside it.</param>
/// <param name="Kind">Its family.</param>
/// <param name="Dialect">How it speaks: a name of <see cref="Dialects"/>.</param>
/// <param name="WireName">Its name on the wire; in our own dialect the same as <see cref="DeviceId.Name"/>.</param>
/// <param name="Registered">When it became known, UTC.</param>
public sealed record Device(DeviceId Id, DeviceKind Kind, string Dialect, string WireName, DateTimeOffset Registered)
{
    /// <summary>Nobody entered it: it came with a first message while auto-registration was on.</summary>
    public bool FoundByItself { get; init; }

    /// <summary>When the server last heard it, UTC.</summary>
    public DateTimeOffset? LastReceived { get; init; }

    /// <summary>The newest event time it reported, UTC.</summary>
    public DateTimeOffset? LastEvent { get; init; }

    /// <summary>Percent.</summary>
    public int? Battery { get; init; }

    /// <summary>What it or its broker last said of its link.</summary>
    public bool? Online { get; init; }

    /// <summary>The finest step seen in its register, litres or watt-hours.</summary>
    public long? Step { get; init; }

    /// <summary>Its clock less ours, from messages sent when they were made; a message on the way counts as behind.</summary>
    public TimeSpan? ClockError { get; init; }

    /// <summary>The usual time between two live reports: a running median, so a gap or a burst hardly moves it.</summary>
    public TimeSpan? ExpectedInterval { get; init; }

    /// <summary>How well it is heard: dBm where negative, else the link quality of its radio, 0 to 255.</summary>
    public int? Signal { get; init; }

    /// <summary>The newest message, at most <see cref="QuarantinedPacket.KeptBytes"/> of it.</summary>
    public ReadOnlyMemory<byte> LastPayload { get; init; }

    /// <summary>The event time of the newest report that was sent when it was made. Not kept over a restart: one sample is lost.</summary>
    internal DateTimeOffset? LastLive { get; init; }

    /// <summary>The newest event time its last message claimed, believed or not. Not kept over a restart either.</summary>
    internal DateTimeOffset? LastClaim { get; init; }
}

/// <summary>The dialects devices speak.</summary>
public static class Dialects
{
    /// <summary>Our own: <c>community/{community}/home/{home}/{kind}/{device}</c>.</summary>
    public const string Own = "own";

    public const string Tasmota = "tasmota";

    public const string Zigbee2Mqtt = "zigbee2mqtt";

    public const string HomeAssistant = "homeassistant";

    public const string ChirpStack = "chirpstack";

    public const string TheThingsStack = "ttn";

    public const string Wmbusmeters = "wmbusmeters";

    public const string ThingsBoard = "thingsboard";

    public const string Alink = "alink";

    public const string Tencent = "tencent";

    public const string SparkplugB = "sparkplug";

    /// <summary>Water meters of CJ/T 188 behind a gateway that speaks JSON.</summary>
    public const string Cjt188 = "cjt188";

    /// <summary>Power meters of DL/T 645 behind a gateway that speaks JSON.</summary>
    public const string Dlt645 = "dlt645";

    public const string Tuya = "tuya";

    public const string OpenRemote = "openremote";

    /// <summary>Described by the settings: <c>Devices:Mappings</c>.</summary>
    public const string Mapped = "mapped";

    /// <summary>Those whose devices are assigned by their name on the wire: all but our own.</summary>
    public static IReadOnlyList<string> Foreign { get; } =
    [
        Tasmota, Zigbee2Mqtt, HomeAssistant, ChirpStack, TheThingsStack, Wmbusmeters, ThingsBoard, Alink, Tencent, SparkplugB, Cjt188, Dlt645, Tuya,
        OpenRemote, Mapped,
    ];
}

/// <summary>Devices on disk.</summary>
public interface IDeviceStore
{
    /// <summary>All devices of all communities.</summary>
    Task<IReadOnlyList<Device>> LoadAsync(CancellationToken cancellation);

    /// <summary>Adds or replaces devices, and removes others, in one transaction.</summary>
    Task SaveAsync(IReadOnlyList<Device> devices, IReadOnlyList<DeviceId> removed, CancellationToken cancellation);
}
