using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Zigbee2Mqtt;

/// <summary>
/// State messages of Zigbee2MQTT: every message repeats all attributes, so what is an event and what is a repetition is
/// told apart by <see cref="Zigbee2MqttMemory"/>. Registers and levels are readings as they stand.
/// https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html
/// </summary>
internal static class Zigbee2MqttDecoder
{
    internal static DecodedPacket DecodeState(ReadOnlySpan<byte> payload, EstateCalendar calendar, out Zigbee2MqttState state)
    {
        var packet = default(DecodedPacket);
        state = default;
        try
        {
            var json = new Utf8JsonReader(payload);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                packet.Refuse(PacketProblems.NotJson);
                return packet;
            }

            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                ReadField(ref json, ref packet, ref state, calendar);
            }

            json.Read();
        }
        catch (JsonException)
        {
            packet.Refuse(PacketProblems.NotJson);
            state = default;
        }

        return packet;
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
        catch (JsonException)
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

    private static void ReadField(ref Utf8JsonReader json, ref DecodedPacket packet, ref Zigbee2MqttState state, EstateCalendar calendar)
    {
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
                state.Unlocked = Text(ref json) switch { "unlocked" => true, "locked" => false, _ => null };
                break;
            case var _ when json.ValueTextEquals("action"u8):
                state.Action = Text(ref json);
                break;
            case var _ when json.ValueTextEquals("action_source_name"u8):
                state.ActionSource = Text(ref json);
                break;
            case var _ when json.ValueTextEquals("contact"u8):
                state.Open = !Flag(ref json);
                break;
            case var _ when json.ValueTextEquals("tamper"u8):
                state.Tamper = Flag(ref json);
                break;
            case var _ when json.ValueTextEquals("water_leak"u8):
                state.Leak = Flag(ref json);
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
            default:
                json.Read();
                break;
        }

        json.Skip();
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
}
