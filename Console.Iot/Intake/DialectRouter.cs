using System.Collections.Concurrent;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Own;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>Has messages of our own dialect decoded: the everyday ones, so nothing is made for them that can be kept.</summary>
internal sealed class DialectRouter(DeviceRegistry registry, EstateCalendar calendar, IOptions<IntakeOptions> options)
{
    // Devices repeat their topics; taking one apart makes three strings.
    private const int TopicsKept = 20_000;

    private readonly ConcurrentDictionary<string, OwnTopic> _topics = new();
    private int _kept;    // the dictionary would take all its locks to count

    /// <summary>Whether the topic is of our own dialect.</summary>
    internal static bool IsOwn(string topic) => OwnTopic.Claims(topic);

    internal DecodedMessage Decode(string topic, ReadOnlySpan<byte> payload) =>
        payload.Length > options.Value.LargestPayload ? DecodedMessage.Refused(PacketProblems.TooLarge) : DecodeOwn(topic, payload);

    /// <summary>Whose screen a message belongs on when its device is not known: the community its topic names, or ours.</summary>
    internal string CommunityOf(string topic) =>
        OwnTopic.Claims(topic) && topic.Split('/', 3) is [_, var community, _] && registry.Knows(community) ? community : registry.HomeCommunity;

    private DecodedMessage DecodeOwn(string topic, ReadOnlySpan<byte> payload)
    {
        if (!_topics.TryGetValue(topic, out var own))
        {
            own = OwnTopic.Of(topic, out var problem);
            if (own is null)
            {
                return DecodedMessage.Refused(problem!);
            }

            if (_kept < TopicsKept && _topics.TryAdd(topic, own))
            {
                Interlocked.Increment(ref _kept);
            }
        }

        var decoded = OwnDecoder.Decode(payload, calendar);

        // Nonsense does not register a device.
        return decoded.Values.IsEmpty ? DecodedMessage.Refused(decoded.Problem!) : new(registry.Resolve(own.Device, own.Kind), decoded);
    }
}
