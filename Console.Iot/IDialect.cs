using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>A dialect that names devices in a way of its own. The decoder is pure but for the memory its protocol asks for.</summary>
internal interface IDialect
{
    /// <summary>Its name in <see cref="Dialects"/>.</summary>
    string Name { get; }

    /// <summary>Whether the topic is of this dialect; asked for every message of a foreign topic.</summary>
    bool Claims(string topic);

    /// <summary>Whether the topic never says anything of a home, whatever is in the message and however large it is.</summary>
    bool IsTalk(string topic) => false;

    /// <summary>Reads one message. Never throws for what is in it.</summary>
    DialectAnswer Decode(in DialectMessage message);

    /// <summary>Takes in a message remembered from before a restart.</summary>
    void Recall(RememberedMessage message)
    {
    }
}

/// <summary>One message as it came.</summary>
/// <param name="Topic">The MQTT topic.</param>
/// <param name="Payload">The bytes; valid until the decoder returns.</param>
/// <param name="Received">When the server had it, UTC.</param>
internal readonly record struct DialectMessage(string Topic, ReadOnlyMemory<byte> Payload, DateTimeOffset Received)
{
    /// <summary>The proven user name of the sender, else its client id; null where a broker stands between.</summary>
    internal string? Sender { get; init; }

    /// <summary>The device, where a setting says which level of the topic names it.</summary>
    internal string? Device { get; init; }
}

/// <summary>What a dialect made of one message.</summary>
internal sealed class DialectAnswer
{
    /// <summary>Understood, and nothing of a home: a device's own state, a bridge's own talk.</summary>
    internal static DialectAnswer Nothing { get; } = new();

    /// <summary>What it says, in order of time for each device.</summary>
    internal List<WireReport> Reports { get; init; } = [];

    /// <summary>Why the message, or a part of it that belongs to no report, was not understood.</summary>
    internal PacketProblem? Problem { get; init; }

    /// <summary>Later messages cannot be read without this one: it is kept on disk before it is acknowledged.</summary>
    internal bool IsRemembered { get; init; }

    /// <summary>What to tell the sender's side in return; null for nothing.</summary>
    internal DeviceCommand? Command { get; init; }

    internal static DialectAnswer Refused(PacketProblem problem) => new() { Problem = problem };

    internal static DialectAnswer Of(WireReport report) => new() { Reports = [report] };

    internal static DialectAnswer Of(List<WireReport> reports) => new() { Reports = reports };
}

/// <summary>A message to a device or its gateway.</summary>
internal sealed record DeviceCommand(string Topic, byte[] Payload);
