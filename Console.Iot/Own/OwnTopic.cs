using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Own;

/// <summary>A topic of our own dialect: <c>community/{community}/home/{home}/{kind}/{device}</c>.</summary>
internal sealed record OwnTopic(DeviceId Device, DeviceKind Kind)
{
    /// <summary>How every topic of the dialect begins.</summary>
    internal const string Root = "community/";

    /// <summary>Whether the topic claims to be of this dialect.</summary>
    internal static bool Claims(ReadOnlySpan<char> topic) => topic.StartsWith(Root, StringComparison.Ordinal);

    /// <summary>The topic a device publishes on; null where its kind has no word in the dialect.</summary>
    internal static string? NameOf(DeviceId device, DeviceKind kind) =>
        WordOf(kind) is { } word ? $"{Root}{device.Home.Community}/home/{device.Home.Home}/{word}/{device.Name}" : null;

    /// <summary>Takes the topic apart.</summary>
    /// <returns>Null with the reason when it is not of the dialect, or an id has other letters.</returns>
    internal static OwnTopic? Of(string topic, out PacketProblem? problem)
    {
        problem = PacketProblems.UnknownTopic;
        Span<Range> levels = stackalloc Range[7];
        var text = topic.AsSpan();
        if (text.Split(levels, '/') != 6 || text[levels[0]] is not "community" || text[levels[2]] is not "home" || KindOf(text[levels[4]]) is not { } kind)
        {
            return null;
        }

        if (!WireId.IsValid(text[levels[1]]) || !WireId.IsValid(text[levels[3]]) || !WireId.IsValid(text[levels[5]]))
        {
            problem = PacketProblems.WrongId;
            return null;
        }

        problem = null;
        return new OwnTopic(new DeviceId(new HomeId(text[levels[1]].ToString(), text[levels[3]].ToString()), text[levels[5]].ToString()), kind);
    }

    private static string? WordOf(DeviceKind kind) => kind switch
    {
        DeviceKind.Water => "water",
        DeviceKind.Power => "power",
        DeviceKind.Lock => "lock",
        DeviceKind.Door => "door",
        DeviceKind.Sos => "sos",
        _ => null,
    };

    private static DeviceKind? KindOf(ReadOnlySpan<char> word) => word switch
    {
        "water" => DeviceKind.Water,
        "power" => DeviceKind.Power,
        "lock" => DeviceKind.Lock,
        "door" => DeviceKind.Door,
        "sos" => DeviceKind.Sos,
        _ => null,
    };
}
