using System.Buffers.Text;
using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Tasmota;

/// <summary>
/// Tasmota power plugs: <c>{"Time":"2026-11-22T08:15:00","ENERGY":{"Total":412.036,"Power":64}}</c>, kilowatt-hours and
/// watts, local time without zone. https://tasmota.github.io/docs/MQTT/
/// </summary>
internal static class TasmotaDecoder
{
    internal static DecodedPacket DecodeSensor(ReadOnlySpan<byte> payload, EstateCalendar calendar)
    {
        var packet = default(DecodedPacket);
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
                if (json.ValueTextEquals("Time"u8))
                {
                    ReadTime(ref json, ref packet, calendar);
                }
                else if (json.ValueTextEquals("ENERGY"u8))
                {
                    ReadEnergy(ref json, ref packet);
                }
                else
                {
                    json.Skip();
                }
            }

            json.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: half a surrogate pair in the escapes of a name.
            packet.Refuse(PacketProblems.NotJson);
        }

        if (packet.Values.IsEmpty)
        {
            packet.Problem ??= PacketProblems.NoMeasure;
        }

        return packet;
    }

    internal static DecodedPacket DecodeLink(ReadOnlySpan<byte> payload)
    {
        var packet = default(DecodedPacket);
        if (payload.SequenceEqual("Online"u8) || payload.SequenceEqual("Offline"u8))
        {
            packet.Add(Measure.Link, payload.SequenceEqual("Online"u8) ? 1 : 0);
        }
        else
        {
            packet.Refuse(PacketProblems.WrongValue(Measure.Link));
        }

        return packet;
    }

    private static void ReadTime(ref Utf8JsonReader json, ref DecodedPacket packet, EstateCalendar calendar)
    {
        json.Read();
        if (JsonTimes.TryRead(ref json, calendar, out var at))
        {
            packet.At = at;
        }
        else
        {
            packet.Problem ??= PacketProblems.WrongTime;
            json.Skip();
        }
    }

    private static void ReadEnergy(ref Utf8JsonReader json, ref DecodedPacket packet)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            packet.Problem ??= PacketProblems.WrongValue(Measure.TotalWattHours);
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var total = json.ValueTextEquals("Total"u8);
            var power = json.ValueTextEquals("Power"u8);
            json.Read();
            if (total)
            {
                KilowattHours.Read(ref json, ref packet);
            }
            else if (power)
            {
                ReadPower(ref json, ref packet);
            }
            else
            {
                json.Skip();
            }
        }
    }

    // Meters of several phases send an array: the home's power is their sum.
    private static void ReadPower(ref Utf8JsonReader json, ref DecodedPacket packet)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            if (json.TokenType == JsonTokenType.Number && MeasureText.TryValue(Measure.PowerWatts, json.ValueSpan, out var watts))
            {
                packet.Add(Measure.PowerWatts, watts);
                return;
            }

            packet.Problem ??= PacketProblems.WrongValue(Measure.PowerWatts);
            json.Skip();
            return;
        }

        decimal sum = 0;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !Utf8Parser.TryParse(json.ValueSpan, out decimal phase, out _))
            {
                packet.Problem ??= PacketProblems.WrongValue(Measure.PowerWatts);
                json.Skip();
                continue;
            }

            sum += Math.Clamp(phase, -ValueLimits.Watts, ValueLimits.Watts);
        }

        packet.Add(Measure.PowerWatts, (long)Math.Round(sum, MidpointRounding.AwayFromZero));
    }
}
