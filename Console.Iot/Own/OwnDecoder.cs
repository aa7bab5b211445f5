using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Own;

/// <summary>
/// Payloads of our own dialect: <c>{"t":"2026-11-22T08:00:00+08:00","seq":912,"total_l":128457,"battery":78}</c>.
/// Unknown fields are ignored. What is understood is given even when another field is not.
/// </summary>
internal static class OwnDecoder
{
    private const int LongestName = 64;

    internal static DecodedPacket Decode(ReadOnlySpan<byte> payload, EstateCalendar calendar)
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
                ReadField(ref json, ref packet, calendar);
            }

            json.Read(); // fails on anything after the object
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

    private static void ReadField(ref Utf8JsonReader json, ref DecodedPacket packet, EstateCalendar calendar)
    {
        if (json.ValueTextEquals("t"u8))
        {
            json.Read();
            if (json.TokenType == JsonTokenType.Null)
            {
                return;
            }

            if (JsonTimes.TryRead(ref json, calendar, out var at))
            {
                packet.At = at;
                return;
            }

            packet.Problem ??= PacketProblems.WrongTime;
            json.Skip();
        }
        else if (json.ValueTextEquals("seq"u8))
        {
            json.Read();
            packet.Sequence = json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var sequence) ? sequence : null;
            json.Skip();
        }
        else if (IsMeasure(ref json, out var measure))
        {
            json.Read();
            ReadValue(ref json, measure, ref packet);
        }
        else
        {
            json.Skip();
        }
    }

    private static bool IsMeasure(ref Utf8JsonReader json, out Measure measure)
    {
        if (!json.ValueIsEscaped)
        {
            return MeasureText.TryMeasure(json.ValueSpan, out measure);
        }

        Span<byte> name = stackalloc byte[LongestName];
        measure = default;
        return json.ValueSpan.Length <= LongestName && MeasureText.TryMeasure(name[..json.CopyString(name)], out measure);
    }

    private static void ReadValue(ref Utf8JsonReader json, Measure measure, ref DecodedPacket packet)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.Null:
            case JsonTokenType.False when measure == Measure.Sos:
                return;
            case JsonTokenType.True when measure == Measure.Sos:
                packet.Add(measure, 1);
                return;
            case JsonTokenType.Number or JsonTokenType.String when !json.ValueIsEscaped && MeasureText.TryValue(measure, json.ValueSpan, out var value):
                // A button that reports at intervals says 0 while nobody presses it.
                if (measure != Measure.Sos || value != 0)
                {
                    packet.Add(measure, value);
                }

                return;
            default:
                packet.Problem ??= PacketProblems.WrongValue(measure);
                json.Skip();
                return;
        }
    }
}
