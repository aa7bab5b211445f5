using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.ThingsBoard;

/// <summary>
/// The device and gateway interfaces of ThingsBoard. A device is known by the credential it connects with; a gateway names
/// its devices in the payload. https://thingsboard.io/docs/reference/mqtt-api/ and .../gateway-mqtt-api/
/// </summary>
internal sealed class ThingsBoardDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.ThingsBoard;

    public bool Claims(string topic) =>
        topic.StartsWith("v1/devices/me/", StringComparison.Ordinal) || topic.StartsWith("v1/gateway/", StringComparison.Ordinal)
        || topic is "v2/t" or "v2/a" || topic.StartsWith("v2/t/", StringComparison.Ordinal) || topic.StartsWith("v2/a/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message)
    {
        switch (message.Topic)
        {
            case "v1/devices/me/telemetry" or "v2/t" or "v2/t/j":
                return (message.Device ?? message.Sender) is { Length: > 0 } device
                    ? JsonPayload.Read(message.Payload, (device, calendar), static (root, of) => DialectAnswer.Of(Device(of.device, root, of.calendar)))
                    : DialectAnswer.Refused(PacketProblems.NoSender);
            case "v1/gateway/telemetry":
                return JsonPayload.Read(message.Payload, calendar, static (root, calendar) => Gateway(root, calendar));
            case "v1/gateway/connect" or "v1/gateway/disconnect":
                var connected = message.Topic == "v1/gateway/connect";
                return JsonPayload.Read(message.Payload, connected, static (root, connected) => Link(root, connected));
            case "v2/t/p":
                return DialectAnswer.Refused(PacketProblems.NotJson); // Protobuf of a schema only its sender knows
            default:
                return DialectAnswer.Nothing; // attributes, which no home depends on; calls, answers, requests
        }
    }

    private static DialectAnswer Gateway(JsonElement root, EstateCalendar calendar)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        var reports = new List<WireReport>();
        foreach (var device in root.EnumerateObject())
        {
            reports.AddRange(Device(device.Name, device.Value, calendar));
        }

        return DialectAnswer.Of(reports);
    }

    private static DialectAnswer Link(JsonElement root, bool connected)
    {
        if (root.Get("device").Text() is not { Length: > 0 } device)
        {
            return DialectAnswer.Refused(PacketProblems.UnknownDevice);
        }

        var report = new WireReport(device);
        report.Packet.Add(Measure.Link, connected ? 1 : 0);
        return DialectAnswer.Of(report);
    }

    // One object or a list of them: either {"ts":..., "values":{...}} or the values alone.
    private static List<WireReport> Device(string name, JsonElement data, EstateCalendar calendar)
    {
        var reports = new List<WireReport>();
        if (data.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in data.EnumerateArray())
            {
                reports.Add(One(name, one, calendar));
            }
        }
        else
        {
            reports.Add(One(name, data, calendar));
        }

        return reports;
    }

    private static WireReport One(string name, JsonElement data, EstateCalendar calendar)
    {
        var report = new WireReport(name);
        if (data.ValueKind != JsonValueKind.Object)
        {
            report.Packet.Refuse(PacketProblems.NotJson);
            return report;
        }

        if (data.Get("ts") is { } time)
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

        FieldNames.Read(data.Get("values") is { ValueKind: JsonValueKind.Object } values ? values : data, report);
        return report;
    }
}
