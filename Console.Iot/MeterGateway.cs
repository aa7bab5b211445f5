using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>JSON of gateways that read meters over a wire: one object per meter, or a list of them, each with the meter's address.</summary>
internal static class MeterGateway
{
    /// <summary>Reads the meters of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="calendar">The estate's.</param>
    /// <param name="digits">How many decimal digits an address has.</param>
    /// <param name="unit">Milliseconds in one unit of a numeric <c>ts</c>.</param>
    /// <param name="family">The family, and whether this entry is a reading of it at all.</param>
    internal static DialectAnswer Read(in DialectMessage message, EstateCalendar calendar, int digits, long unit, Func<JsonElement, DeviceKind?> family) =>
        JsonPayload.Read(message.Payload, (calendar, digits, unit, family), static (root, of) =>
        {
            var reports = new List<WireReport>();
            foreach (var meter in root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : new[] { root })
            {
                if (meter.Get("addr").Text() is not { } address || address.Length != of.digits || !address.All(char.IsAsciiDigit))
                {
                    return DialectAnswer.Refused(meter.ValueKind == JsonValueKind.Object ? PacketProblems.WrongAddress : PacketProblems.NotJson);
                }

                if (of.family(meter) is { } kind)
                {
                    reports.Add(One(meter, address, kind, of.calendar, of.unit));
                }
            }

            return DialectAnswer.Of(reports);
        });

    private static WireReport One(JsonElement meter, string address, DeviceKind kind, EstateCalendar calendar, long unit)
    {
        var report = new WireReport(address) { Kind = kind, Home = meter.Get("home").Text() };
        if (meter.Get("ts") is { } time)
        {
            if (JsonTimes.TryRead(time, calendar, out var at, unit))
            {
                report.Packet.At = at;
            }
            else
            {
                report.Packet.Problem = PacketProblems.WrongTime;
            }
        }

        report.Packet.Sequence = meter.Get("seq").Whole();
        FieldNames.Read(meter, report);
        return report;
    }
}
