using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.ChirpStack;

/// <summary>
/// ChirpStack v4: <c>application/{id}/device/{devEui}/event/{event}</c>. The tag <c>home</c> of a device names its home.
/// https://www.chirpstack.io/docs/chirpstack/integrations/events.html
/// </summary>
internal sealed class ChirpStackDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.ChirpStack;

    public bool Claims(string topic) => topic.StartsWith("application/", StringComparison.Ordinal) && topic.Contains("/device/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message)
    {
        if (message.Topic.Split('/') is not ["application", _, "device", { Length: > 0 } device, "event", var what])
        {
            return DialectAnswer.Nothing; // commands to devices
        }

        var name = device.ToLowerInvariant();
        return what switch
        {
            "up" => JsonPayload.Read(message.Payload, (name, calendar), static (root, of) => Up(root, of.name, of.calendar)),
            "status" => JsonPayload.Read(message.Payload, (name, calendar), static (root, of) => Status(root, of.name, of.calendar)),
            _ => DialectAnswer.Nothing, // join, ack, txack, log, location, integration
        };
    }

    private static DialectAnswer Up(JsonElement root, string device, EstateCalendar calendar)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        var at = Time(root, calendar, out var wrong);
        return new LoRaUplink(device)
        {
            Home = root.Get("deviceInfo")?.Get("tags")?.Get("home").Text(),
            HeardAt = at,
            TimeIsWrong = wrong,
            Sequence = root.Get("fCnt").Whole() ?? MessageIds.Of(root.Get("deduplicationId").Text()),
            Port = (int)(root.Get("fPort").Whole() is { } port and >= 0 and < 256 ? port : 0),
            Fields = root.Get("object"),
            Frame = root.Get("data"),
            Signal = LoRaUplink.Best(root.Get("rxInfo")),
        }.Read();
    }

    // batteryLevel in percent, unless the device has outside power or does not say.
    private static DialectAnswer Status(JsonElement root, string device, EstateCalendar calendar)
    {
        if (root.Get("batteryLevel") is not { } level || root.Get("batteryLevelUnavailable") is { ValueKind: JsonValueKind.True }
            || root.Get("externalPowerSource") is { ValueKind: JsonValueKind.True })
        {
            return DialectAnswer.Nothing;
        }

        var report = new WireReport(device) { Home = root.Get("deviceInfo")?.Get("tags")?.Get("home").Text() };
        report.Packet.At = Time(root, calendar, out var wrong);
        report.Packet.Problem = wrong ? PacketProblems.WrongTime : null;
        FieldNames.Read("battery", level, report);
        return DialectAnswer.Of(report);
    }

    private static DateTimeOffset? Time(JsonElement root, EstateCalendar calendar, out bool wrong)
    {
        DateTimeOffset? at = root.Get("time") is { } time && JsonTimes.TryRead(time, calendar, out var read) ? read : null;
        wrong = at is null && root.Get("time") is not null;
        return at;
    }
}
