using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.TheThingsStack;

/// <summary>
/// The Things Stack v3: <c>v3/{application}@{tenant}/devices/{device}/up</c>. A counter of 0 is left out of the JSON; an
/// uplink its console makes up (<c>simulated</c>) is nobody's. https://www.thethingsindustries.com/docs/integrations/other-integrations/mqtt/
/// </summary>
internal sealed class TheThingsStackDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.TheThingsStack;

    public bool Claims(string topic) => topic.StartsWith("v3/", StringComparison.Ordinal) && topic.Contains("/devices/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message) =>
        message.Topic.Split('/') is ["v3", { Length: > 0 } application, "devices", { Length: > 0 } device, "up"]
            ? JsonPayload.Read(message.Payload, ($"{application.Split('@')[0]}:{device}", calendar), static (root, of) => Up(root, of.Item1, of.calendar))
            : DialectAnswer.Nothing; // join, down, location, service

    private static DialectAnswer Up(JsonElement root, string device, EstateCalendar calendar)
    {
        if (root.Get("uplink_message") is not { ValueKind: JsonValueKind.Object } uplink)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        if (root.Get("simulated") is { ValueKind: JsonValueKind.True })
        {
            return DialectAnswer.Nothing;
        }

        var time = uplink.Get("received_at") ?? root.Get("received_at");
        DateTimeOffset? at = time is { } written && JsonTimes.TryRead(written, calendar, out var read) ? read : null;
        var answer = new LoRaUplink(device)
        {
            Home = root.Get("end_device_ids")?.Get("attributes")?.Get("home").Text(),
            HeardAt = at,
            TimeIsWrong = at is null && time is not null,
            Sequence = uplink.Get("f_cnt").Whole() ?? 0,
            Port = (int)(uplink.Get("f_port").Whole() is { } port and >= 0 and < 256 ? port : 0),
            Fields = uplink.Get("decoded_payload"),
            Frame = uplink.Get("frm_payload"),
            Signal = LoRaUplink.Best(uplink.Get("rx_metadata")),
        }.Read();
        if (uplink.Get("last_battery_percentage")?.Get("value") is { } battery)
        {
            FieldNames.Read("battery", battery, answer.Reports[^1]);
        }

        return answer;
    }
}
