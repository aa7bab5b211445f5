using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Tencent;

/// <summary>
/// The thing model of Tencent Cloud: <c>$thing/up/property/{ProductID}/{DeviceName}</c> and <c>.../event/...</c>, Unix
/// milliseconds; some devices write <c>values</c> for <c>params</c>. https://cloud.tencent.com/document/product/1081 (thing model protocol)
/// </summary>
internal sealed class TencentDialect(EstateCalendar calendar) : IDialect
{
    internal const string Prefix = "$thing/up/";

    public string Name => Dialects.Tencent;

    public bool Claims(string topic) => topic.StartsWith(Prefix, StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message)
    {
        if (message.Topic.Split('/') is not ["$thing", "up", var what, { Length: > 0 } product, { Length: > 0 } device])
        {
            return DialectAnswer.Refused(PacketProblems.UnknownTopic);
        }

        return what is "property" or "event"
            ? JsonPayload.Read(message.Payload, ($"{product}:{device}", calendar), static (root, of) => Read(root, of.Item1, of.calendar))
            : DialectAnswer.Nothing;
    }

    private static DialectAnswer Read(JsonElement root, string device, EstateCalendar calendar)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        var report = new WireReport(device);
        report.Packet.Sequence = MessageIds.Of(root.Get("clientToken").Text());
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

        var values = root.Get("params") ?? root.Get("values");
        switch (root.Get("method").Text())
        {
            case "report" when values is { ValueKind: JsonValueKind.Object } properties:
                FieldNames.Read(properties, report);
                return DialectAnswer.Of(report);
            case "event_post" when root.Get("eventId").Text() is { } name:
                return ThingModelEvents.Read(name, values, report) ? DialectAnswer.Of(report) : DialectAnswer.Nothing;
            case "report" or "event_post":
                return DialectAnswer.Refused(PacketProblems.NoMeasure);
            default:
                return DialectAnswer.Nothing; // questions and answers
        }
    }
}
