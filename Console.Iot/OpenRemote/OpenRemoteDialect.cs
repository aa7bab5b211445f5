using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.OpenRemote;

/// <summary>
/// Attributes written to OpenRemote: <c>{realm}/{clientId}/writeattributevalue/{attribute}/{assetId}</c> with a bare JSON
/// value, or <c>writeattribute</c> with <c>{"value":...,"timestamp":...}</c>. https://docs.openremote.io (Manager APIs, MQTT)
/// </summary>
internal sealed class OpenRemoteDialect(EstateCalendar calendar) : IDialect
{
    public string Name => Dialects.OpenRemote;

    public bool Claims(string topic) => topic.Contains("/writeattribute", StringComparison.Ordinal) && Parts(topic) is not null;

    public DialectAnswer Decode(in DialectMessage message) =>
        JsonPayload.Read(message.Payload, (Parts(message.Topic)!.Value, calendar), static (root, of) => Read(root, of.Value, of.calendar));

    private static DialectAnswer Read(JsonElement root, (string Attribute, string Asset, bool Bare) topic, EstateCalendar calendar)
    {
        var report = new WireReport(topic.Asset);
        var value = topic.Bare ? root : root.Get("value") ?? default;
        if (!topic.Bare && root.Get("timestamp") is { } time)
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

        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        // An attribute of another name is understood, and nothing of a home.
        return FieldNames.Read(topic.Attribute, value, report) ? DialectAnswer.Of(report) : DialectAnswer.Nothing;
    }

    private static (string Attribute, string Asset, bool Bare)? Parts(string topic) =>
        topic.Split('/') is [{ Length: > 0 }, _, "writeattributevalue" or "writeattribute", { Length: > 0 } attribute, { Length: > 0 } asset]
            ? (attribute, asset, topic.Contains("/writeattributevalue/", StringComparison.Ordinal))
            : null;
}
