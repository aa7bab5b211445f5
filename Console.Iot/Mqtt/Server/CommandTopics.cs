using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>
/// Topics by which hosts speak to gateways. They carry commands and nothing of a home, so where anonymous clients are
/// allowed they may listen to them; a gateway with a login hears those its filters name. Sparkplug Specification 3.0.0, section 4.
/// </summary>
internal static class CommandTopics
{
    private static readonly string[] Filters = ["spBv1.0/+/NCMD/#", "spBv1.0/+/DCMD/#", "spBv1.0/STATE/#"];

    /// <summary>Whether the filter can only match command topics.</summary>
    internal static bool HoldsAllOf(string filter) => Filters.Any(commands => TopicRules.Covers(commands, filter));

    /// <summary>Whether the topic is one of them.</summary>
    internal static bool Holds(string topic) => Filters.Any(commands => TopicRules.Matches(commands, topic));
}
