using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Tuya;

/// <summary>
/// Tuya's standard points through a bridge: <c>tuya/{device}</c> or <c>tuya/{device}/{report}</c>, either
/// <c>{"unlock_fingerprint":2,"residual_electricity":64}</c> or <c>{"status":[{"code":"unlock_card","value":2,"t":1795305600000}]}</c>.
/// https://developer.tuya.com/en/docs/iot (standard instruction sets: smart lock, water meter)
/// </summary>
internal sealed class TuyaDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.Tuya;

    public bool Claims(string topic) => topic.StartsWith("tuya/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message)
    {
        var levels = message.Topic.Split('/');
        var device = message.Device ?? (levels is ["tuya", { Length: > 0 }] or ["tuya", { Length: > 0 }, "state" or "status" or "report"] ? levels[1] : null);
        return device is null
            ? DialectAnswer.Nothing // commands, and the bridge's own talk
            : JsonPayload.Read(message.Payload, (device, calendar), static (root, of) => Read(root, of.device, of.calendar));
    }

    private static DialectAnswer Read(JsonElement root, string device, EstateCalendar calendar)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        var times = new ReportsByTime(device, calendar, null);
        if (root.Get("status") is { ValueKind: JsonValueKind.Array } points)
        {
            foreach (var point in points.EnumerateArray())
            {
                DateTimeOffset? at = point.Get("t") is { } time && JsonTimes.TryRead(time, calendar, out var read) ? read : null;
                if (point.Get("code").Text() is { } code && point.Get("value") is { } value)
                {
                    TuyaPoints.Read(code, value, scale: 0, times.At(at));
                }
            }
        }
        else
        {
            var report = times.At(root.Get("t") is { } time && JsonTimes.TryRead(time, calendar, out var at) ? at : null);
            var scale = root.Get("scale").Whole() is { } decimals and >= 0 and <= 6 ? (int)decimals : 0;
            var isDump = root.EnumerateObject().Count(point => TuyaPoints.IsUnlock(point.Name)) > 1;
            foreach (var point in root.EnumerateObject())
            {
                // More than one way of opening at once is a list of what was last, not what happens.
                if (!isDump || !TuyaPoints.IsUnlock(point.Name))
                {
                    TuyaPoints.Read(point.Name, point.Value, scale, report);
                }
            }
        }

        return DialectAnswer.Of(times.Reports());
    }
}
