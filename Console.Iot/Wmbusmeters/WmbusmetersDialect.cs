using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Wmbusmeters;

/// <summary>
/// Meters heard over wireless M-Bus by wmbusmeters: <c>{"id":"71002418","total_m3":128.457,"timestamp":"...Z","rssi_dbm":-71}</c>.
/// A field <c>home</c>, which its operator may add, names the home. https://github.com/wmbusmeters/wmbusmeters (README)
/// </summary>
internal sealed class WmbusmetersDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.Wmbusmeters;

    public bool Claims(string topic) => topic.StartsWith("wmbusmeters/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message) =>
        JsonPayload.Read(message.Payload, calendar, static (root, calendar) => Read(root, calendar));

    private static DialectAnswer Read(JsonElement root, EstateCalendar calendar)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        if (root.Get("id").Text() is not { Length: > 0 } id)
        {
            return DialectAnswer.Refused(PacketProblems.UnknownDevice);
        }

        var report = new WireReport(id) { Home = root.Get("home").Text() };
        if (root.Get("timestamp") is { } time)
        {
            if (JsonTimes.TryRead(time, calendar, out var at))
            {
                report.Packet.At = at;
            }
            else
            {
                report.Packet.Problem = PacketProblems.WrongTime;
            }
        }

        FieldNames.Read(root, report);
        return DialectAnswer.Of(report);
    }
}
