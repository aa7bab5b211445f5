using System.Collections.Concurrent;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Own;
using CommunityConsole.Iot.Tasmota;
using CommunityConsole.Iot.Zigbee2Mqtt;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>Finds the dialect of a topic and has the message decoded.</summary>
internal sealed class DialectRouter(DeviceRegistry registry, EstateCalendar calendar, Zigbee2MqttMemory memory, IOptions<IntakeOptions> options)
{
    // Devices repeat their topics; taking one apart makes three strings.
    private const int TopicsKept = 20_000;

    private readonly ConcurrentDictionary<string, OwnTopic> _topics = new();

    internal DecodedMessage Decode(string topic, ReadOnlySpan<byte> payload, DateTimeOffset received)
    {
        var zigbee = Zigbee2MqttTopic.Of(topic);
        if (zigbee is { Report: Zigbee2MqttReport.Other })
        {
            return DecodedMessage.Nothing; // a bridge's list of devices may be of any size
        }

        if (payload.Length > options.Value.LargestPayload)
        {
            return DecodedMessage.Refused(PacketProblems.TooLarge);
        }

        if (OwnTopic.Claims(topic))
        {
            return DecodeOwn(topic, payload);
        }

        if (TasmotaTopic.Of(topic) is { } plug)
        {
            return DecodeTasmota(plug, payload);
        }

        return zigbee is not null ? DecodeZigbee(zigbee, payload, received) : DecodedMessage.Refused(PacketProblems.UnknownTopic);
    }

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

            if (_topics.Count < TopicsKept)
            {
                _topics[topic] = own;
            }
        }

        var decoded = OwnDecoder.Decode(payload, calendar);

        // Nonsense does not register a device.
        return decoded.Values.IsEmpty ? DecodedMessage.Refused(decoded.Problem!) : new(registry.Resolve(own.Device, own.Kind), decoded);
    }

    private DecodedMessage DecodeTasmota(TasmotaTopic plug, ReadOnlySpan<byte> payload)
    {
        if (plug.Report == TasmotaReport.State)
        {
            return DecodedMessage.Nothing;
        }

        var decoded = plug.Report == TasmotaReport.Link ? TasmotaDecoder.DecodeLink(payload) : TasmotaDecoder.DecodeSensor(payload, calendar);
        return decoded.Values.IsEmpty
            ? DecodedMessage.Refused(decoded.Problem!)
            : new(registry.ResolveWire(Dialects.Tasmota, plug.Name, DeviceKind.Power), decoded);
    }

    private DecodedMessage DecodeZigbee(Zigbee2MqttTopic zigbee, ReadOnlySpan<byte> payload, DateTimeOffset received)
    {
        if (zigbee.Report == Zigbee2MqttReport.Availability)
        {
            var link = Zigbee2MqttDecoder.DecodeAvailability(payload);
            return link.Values.IsEmpty
                ? DecodedMessage.Refused(link.Problem!)
                : new(registry.ResolveWire(Dialects.Zigbee2Mqtt, zigbee.Name, DeviceKind.Unknown), link);
        }

        var decoded = Zigbee2MqttDecoder.DecodeState(payload, calendar, out var state);
        if (decoded.Problem is { } problem && decoded.Values.IsEmpty)
        {
            return DecodedMessage.Refused(problem);
        }

        var device = registry.ResolveWire(Dialects.Zigbee2Mqtt, zigbee.Name, KindOf(state, decoded));
        if (device.Succeeded)
        {
            memory.Tell(device.Value.Id, state, decoded.At ?? received, ref decoded);
        }

        return new(device, decoded);
    }

    private static DeviceKind KindOf(in Zigbee2MqttState state, in DecodedPacket decoded)
    {
        if (state.Unlocked is not null)
        {
            return DeviceKind.Lock;
        }

        if (state.Open is not null)
        {
            return DeviceKind.Door;
        }

        foreach (var value in decoded.Values)
        {
            if (value.Measure is Measure.TotalWattHours or Measure.PowerWatts)
            {
                return DeviceKind.Power;
            }
        }

        return state.Action is { } action && LockAction.IsCallForHelp(action) ? DeviceKind.Sos : DeviceKind.Unknown;
    }
}
