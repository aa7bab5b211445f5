using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Alink;

/// <summary>
/// Alibaba Cloud's Alink JSON: <c>/sys/{productKey}/{deviceName}/thing/event/{event}/post</c>. A value stands alone or
/// carries its own time; the id is unique per device and day. https://help.aliyun.com/zh/iot (Alink protocol)
/// </summary>
internal sealed class AlinkDialect(EstateCalendar calendar) : IDialect
{
    private const string Properties = "property";

    public string Name => Dialects.Alink;

    public bool Claims(string topic) => topic.StartsWith("/sys/", StringComparison.Ordinal);

    public DialectAnswer Decode(in DialectMessage message)
    {
        // "", sys, product, device, thing, event, name, post
        if (message.Topic.Split('/') is not ["", "sys", { Length: > 0 } product, { Length: > 0 } device, "thing", "event", var name, .. var rest]
            || rest is not (["post"] or ["history", "post"] or ["batch", "post"]))
        {
            return DialectAnswer.Nothing; // replies, services, configuration
        }

        var post = new Post($"{product}:{device}", name, rest is ["history", _], calendar);
        return JsonPayload.Read(message.Payload, post, static (root, post) => Read(root, post));
    }

    private static DialectAnswer Read(JsonElement root, Post post)
    {
        if (root.Get("params") is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } parameters)
        {
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }

        var sequence = MessageIds.Of(root.Get("id").Text());
        if (post.Event != Properties)
        {
            return ReadEvent(parameters, post, sequence);
        }

        var times = new ReportsByTime(post.Device, post.Calendar, sequence) { Historical = post.Historical };
        foreach (var member in PropertySets(parameters).SelectMany(set => set.EnumerateObject()))
        {
            foreach (var value in member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : new[] { member.Value })
            {
                times.Read(member.Name, value.Get("value") ?? value, value.Get("time"));
            }
        }

        return DialectAnswer.Of(times.Reports());
    }

    // The plain form has the properties themselves; batch and history wrap them once more.
    private static IEnumerable<JsonElement> PropertySets(JsonElement parameters)
    {
        var sets = parameters.ValueKind == JsonValueKind.Array ? [.. parameters.EnumerateArray()] : new[] { parameters };
        foreach (var set in sets)
        {
            var inner = set.Get("properties");
            if (inner is { ValueKind: JsonValueKind.Array } list)
            {
                foreach (var one in list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object))
                {
                    yield return one;
                }
            }
            else if ((inner ?? set) is { ValueKind: JsonValueKind.Object } whole)
            {
                yield return whole;
            }
        }
    }

    private static DialectAnswer ReadEvent(JsonElement parameters, Post post, long? sequence)
    {
        var report = new WireReport(post.Device);
        report.Packet.Sequence = sequence;
        if (parameters.Get("time") is { } time)
        {
            if (JsonTimes.TryRead(time, post.Calendar, out var at))
            {
                report.Packet.At = at;
            }
            else
            {
                report.Packet.Problem = PacketProblems.WrongTime;
            }
        }

        return ThingModelEvents.Read(post.Event, parameters.Get("value") ?? parameters, report) ? DialectAnswer.Of(report) : DialectAnswer.Nothing;
    }

    private sealed record Post(string Device, string Event, bool Historical, EstateCalendar Calendar);
}
