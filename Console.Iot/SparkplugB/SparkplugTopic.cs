namespace CommunityConsole.Iot.SparkplugB;

/// <summary>A topic <c>spBv1.0/{group}/{type}/{node}[/{device}]</c>.</summary>
/// <param name="Type">NBIRTH, DBIRTH, NDATA, DDATA, NDEATH, DDEATH, NCMD, DCMD.</param>
internal sealed record SparkplugTopic(string Group, string Type, string Node, string? Device)
{
    private const string Prefix = "spBv1.0/";

    /// <summary>The edge node among all nodes.</summary>
    internal string NodeName => $"{Group}:{Node}";

    /// <summary>The device, or the node itself, among all.</summary>
    internal string WireName => Device is null ? NodeName : $"{NodeName}:{Device}";

    /// <summary>Where the node listens for commands.</summary>
    internal string NodeCommands => $"{Prefix}{Group}/NCMD/{Node}";

    internal static bool Claims(string topic) => topic.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Takes the topic apart; null for a host's STATE and for anything else.</summary>
    internal static SparkplugTopic? Of(string topic) => topic.Split('/') switch
    {
        [_, { Length: > 0 } group, ['N', ..] type, { Length: > 0 } node] => new SparkplugTopic(group, type, node, null),
        [_, { Length: > 0 } group, ['D', ..] type, { Length: > 0 } node, { Length: > 0 } device] => new SparkplugTopic(group, type, node, device),
        _ => null,
    };
}
