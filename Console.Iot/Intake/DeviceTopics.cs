using CommunityConsole.Core.Credentials;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Own;

namespace CommunityConsole.Iot.Intake;

/// <summary>The topics of a device, by its dialect, and those that a gateway may be given.</summary>
internal sealed class DeviceTopics : ILoginTopics
{
    private const int LongestFilter = 256;

    /// <inheritdoc />
    public (IReadOnlyList<string> Publish, IReadOnlyList<string> Subscribe) TopicsOf(LoginDevice device)
    {
        switch (device.Dialect)
        {
            case Dialects.Own when OwnTopic.NameOf(device.Id, device.Kind) is { } topic:
                return ([topic], [topic + "/command/#"]);

            // The name is not in the topic: the login itself says who it is.
            case Dialects.ThingsBoard:
                return (["v1/devices/me/#", "v2/#"], ["v1/devices/me/rpc/request/#"]);
            default:
                return IsOneLevel(device.WireName) ? ByName(device.Dialect, device.WireName) : ([], []);
        }
    }

    private static (IReadOnlyList<string> Publish, IReadOnlyList<string> Subscribe) ByName(string dialect, string name) => (dialect, name.Split(':')) switch
    {
        (Dialects.Tasmota, _) => ([$"tele/{name}/#", $"stat/{name}/#"], [$"cmnd/{name}/#"]),
        (Dialects.Alink, [{ Length: > 0 } product, { Length: > 0 } device]) => ([$"/sys/{product}/{device}/thing/event/#"], [$"/sys/{product}/{device}/thing/service/#"]),
        (Dialects.Tencent, [{ Length: > 0 } product, { Length: > 0 } device]) => ([$"$thing/up/+/{product}/{device}"], [$"$thing/down/+/{product}/{device}"]),
        _ => ([], []),
    };

    // A name with a separator or a wildcard would be more topics than the device's own.
    private static bool IsOneLevel(string name) => name.Length > 0 && name.AsSpan().IndexOfAny("/#+$\0") < 0;

    /// <inheritdoc />
    public Problem? Refusal(string filter, string community)
    {
        if (filter.Length > LongestFilter || !TopicRules.IsFilter(filter) || filter.Any(char.IsControl))
        {
            return new TopicNotAllowed(filter, new("不是有效的主题过滤器。", "not a well-formed topic filter."));
        }

        var levels = filter.Split('/', 3);
        if (filter[0] == '$' || levels[0] is "#" or "+")
        {
            return new TopicNotAllowed(filter, new("第一级须写明，不能是通配符或以“$”开头。", "its first level must be named: no wildcard, and nothing that starts with $."));
        }

        return OwnTopic.Claims(filter) || filter == "community"
            ? levels.Length > 1 && levels[1] == community ? null : new TopicNotAllowed(filter, new("属于另一个社区。", "it belongs to another community."))
            : null;
    }
}
