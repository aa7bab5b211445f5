using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>
/// State messages of Zigbee2MQTT: every message repeats all attributes, so what is an event and what is a repetition is
/// told apart by <see cref="StateMemory"/>. Registers and levels are readings as they stand.
/// https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html
/// </summary>
internal static class Zigbee2MqttDecoder
{
    internal static WireReport DecodeState(string name, ReadOnlySpan<byte> payload, EstateCalendar calendar)
    {
        var report = new WireReport(name);
        var action = default(Action);
        try
        {
            var json = new Utf8JsonReader(payload);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                report.Packet.Refuse(PacketProblems.NotJson);
                return report;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                ReadField(ref json, report, ref action, calendar);
            }

            json.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is not UTF-8.
            report.Packet.Refuse(PacketProblems.NotJson);
            report.State = default;
            return report;
        }

        Act(action, report);
        return report;
    }

    /// <summary><c>online</c>, or <c>{"state":"online"}</c>.</summary>
    internal static DecodedPacket DecodeAvailability(ReadOnlySpan<byte> payload)
    {
        var packet = default(DecodedPacket);
        var word = payload;
        try
        {
            var json = new Utf8JsonReader(payload);
            if (!payload.IsEmpty && payload[0] == '{' && json.Read() && json.Read() && json.ValueTextEquals("state"u8) && json.Read() && json.TokenType == JsonTokenType.String)
            {
                word = json.ValueSpan;
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            packet.Refuse(PacketProblems.NotJson);
            return packet;
        }

        if (MeasureText.TryValue(Measure.Link, word, out var link))
        {
            packet.Add(Measure.Link, link);
        }
        else
        {
            packet.Refuse(PacketProblems.WrongValue(Measure.Link));
        }

        return packet;
    }

    private static void ReadField(ref Utf8JsonReader json, WireReport report, ref Action action, EstateCalendar calendar)
    {
        ref var packet = ref report.Packet;
        switch (json)
        {
            case var _ when json.ValueTextEquals("last_seen"u8):
                json.Read();
                if (JsonTimes.TryRead(ref json, calendar, out var at))
                {
                    packet.At = at;
                }

                break;
            case var _ when json.ValueTextEquals("lock_state"u8):
                report.State.Unlocked = Text(ref json) switch { "unlocked" => true, "locked" => false, _ => null };
                break;
            case var _ when json.ValueTextEquals("action"u8):
                action.Name = Text(ref json);
                break;
            case var _ when json.ValueTextEquals("action_source_name"u8):
                action.Source = Text(ref json);
                break;
            case var _ when json.ValueTextEquals("action_user"u8):
                json.Read();
                action.User = json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var user) ? user : null;
                break;
            case var _ when json.ValueTextEquals("contact"u8):
                report.State.Open = !Flag(ref json);
                break;
            case var _ when json.ValueTextEquals("tamper"u8):
                Say(DeviceAlarm.Tamper, Flag(ref json), report);
                break;
            case var _ when json.ValueTextEquals("water_leak"u8):
                Say(DeviceAlarm.Leak, Flag(ref json), report);
                break;
            case var _ when json.ValueTextEquals("energy"u8):
                json.Read();
                ReadUnlessNull(ref json, ref packet, Measure.TotalWattHours);
                break;
            case var _ when json.ValueTextEquals("power"u8):
                json.Read();
                ReadUnlessNull(ref json, ref packet, Measure.PowerWatts);
                break;
            case var _ when json.ValueTextEquals("battery"u8):
                json.Read();
                ReadUnlessNull(ref json, ref packet, Measure.Battery);
                break;
            case var _ when json.ValueTextEquals("linkquality"u8):
                json.Read();
                packet.Signal = json.TokenType == JsonTokenType.Number && json.TryGetByte(out var quality) ? quality : null;
                break;
            default:
                json.Read();
                break;
        }

        json.Skip();
    }

    private static void Say(DeviceAlarm alarm, bool? on, WireReport report)
    {
        if (on is { } known)
        {
            report.State.Say(alarm, known);
        }
    }

    private static void Act(in Action action, WireReport report)
    {
        if (action.Name is not { Length: > 0 } name)
        {
            return;
        }

        if (LockAction.IsCallForHelp(name))
        {
            report.Packet.Add(Measure.Sos, 1);
        }

        report.State.Turned = LockAction.Of(name, action.Source) is { } turned ? turned with { Slot = action.User } : null;
        report.State.TurnedByItself = LockAction.IsAutomatic(name) ? name == "schedule_unlock" : null;
    }

    // Until a device has reported an attribute for the first time it stands there as null.
    private static void ReadUnlessNull(ref Utf8JsonReader json, ref DecodedPacket packet, Measure measure)
    {
        if (json.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (measure == Measure.TotalWattHours)
        {
            KilowattHours.Read(ref json, ref packet);
        }
        else if (json.TokenType == JsonTokenType.Number && MeasureText.TryValue(measure, json.ValueSpan, out var value))
        {
            packet.Add(measure, value);
        }
        else
        {
            packet.Problem ??= PacketProblems.WrongValue(measure);
        }
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType == JsonTokenType.String ? json.GetString() : null;
    }

    private static bool? Flag(ref Utf8JsonReader json)
    {
        json.Read();
        return json.TokenType switch { JsonTokenType.True => true, JsonTokenType.False => false, _ => null };
    }

    private struct Action
    {
        internal string? Name;
        internal string? Source;
        internal int? User;
    }
}
