using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The filters of <see cref="MqttOptions.PlainTopics"/>.</summary>
internal sealed class PlainTopics(IReadOnlyList<string> filters)
{
    // A server that is wholly a plain broker carries "$" topics too, except those with a meaning of their own.
    private readonly bool _everything = filters.Contains("#");

    public bool Holds(string topic) =>
        filters.Any(f => TopicRules.Matches(f, topic)) || (_everything && !IsReserved(topic));

    /// <summary>Whether the filter can match plain topics only.</summary>
    public bool HoldsAllOf(string filter) =>
        filters.Any(f => TopicRules.Covers(f, filter)) || (_everything && !IsReserved(filter));

    private static bool IsReserved(string text) =>
        text.StartsWith("$SYS", StringComparison.Ordinal) || text.StartsWith("$share", StringComparison.Ordinal);
}
