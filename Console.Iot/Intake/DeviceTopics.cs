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

            // A name with a separator or a wildcard would be more topics than the device's own.
            case Dialects.Tasmota when device.WireName.Length > 0 && device.WireName.AsSpan().IndexOfAny("/#+$\0") < 0:
                return ([$"tele/{device.WireName}/#", $"stat/{device.WireName}/#"], [$"cmnd/{device.WireName}/#"]);
            default:
                return ([], []);
        }
    }

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
