namespace CommunityConsole.Iot.SparkplugB;

/// <summary>What the births of an edge node defined, and where its count stands.</summary>
internal sealed class SparkplugNode
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(10);

    private readonly Dictionary<ulong, (string Device, SparkplugDefinition Metric)> _aliases = [];
    private readonly Dictionary<(string Device, string Name), SparkplugDefinition> _names = [];
    private readonly HashSet<string> _devices = [];
    private ulong? _expected;
    private DateTimeOffset? _asked;

    /// <summary>Ties the node's death to the birth before it; null before the first birth.</summary>
    internal long? BirthDeath { get; private set; }

    /// <summary>Whether a birth of the node itself is known.</summary>
    internal bool IsBorn { get; private set; }

    /// <summary>The names on the wire of the node and its devices.</summary>
    internal IReadOnlyCollection<string> Devices => _devices;

    /// <summary>The node begins anew: nothing defined before holds.</summary>
    internal void Born(long? birthDeath)
    {
        _aliases.Clear();
        _names.Clear();
        _devices.Clear();
        (IsBorn, BirthDeath, _expected, _asked) = (true, birthDeath, null, null);
    }

    internal void Define(string device, SparkplugPayload birth)
    {
        _devices.Add(device);
        foreach (var metric in birth.Metrics.Where(metric => metric.HasName))
        {
            var definition = SparkplugDefinition.Of(metric);
            _names[(device, metric.Name)] = definition;
            if (metric.HasAlias)
            {
                _aliases[metric.Alias] = (device, definition);
            }
        }
    }

    /// <summary>The definition of a metric of a device; null when no birth gave one.</summary>
    internal SparkplugDefinition? Find(string device, SparkplugMetric metric)
    {
        if (metric.HasName && metric.Name.Length > 0)
        {
            return _names.GetValueOrDefault((device, metric.Name)) ?? SparkplugDefinition.Of(metric);
        }

        return metric.HasAlias && _aliases.TryGetValue(metric.Alias, out var known) && known.Device == device ? known.Metric : null;
    }

    /// <summary>Counts a message; false when one before it is missing.</summary>
    internal bool Counts(SparkplugPayload payload)
    {
        if (!payload.HasSeq)
        {
            return true;
        }

        // The message before once more: a broker delivered it twice.
        var again = _expected is { } next && payload.Seq == (next + 255) % 256;
        var follows = again || _expected is null || _expected == payload.Seq;
        _expected = (payload.Seq + 1) % 256;
        return follows;
    }

    /// <summary>Whether to ask for a new birth now: not with every message until it comes.</summary>
    internal bool MayAsk(DateTimeOffset now)
    {
        if (_asked is { } asked && (now - asked).Duration() < AskAgainAfter)
        {
            return false;
        }

        _asked = now;
        return true;
    }
}

/// <summary>A metric as its birth defined it.</summary>
internal sealed record SparkplugDefinition(string Name, string? Unit)
{
    internal static SparkplugDefinition Of(SparkplugMetric metric)
    {
        string? unit = null;
        if (metric.Properties is { } properties)
        {
            var at = properties.Keys.ToList().FindIndex(key => key.Equals("engUnit", StringComparison.OrdinalIgnoreCase));
            unit = at >= 0 && at < properties.Values.Count ? properties.Values[at].StringValue : null;
        }

        return new SparkplugDefinition(metric.Name, unit);
    }

    /// <summary>What it means: by its unit, else by its name or the last part of it.</summary>
    internal FieldMeaning? Meaning() =>
        Units.Of(Unit) ?? FieldNames.Find(Name.Replace('/', '_')) ?? FieldNames.Find(Name[(Name.LastIndexOf('/') + 1)..]);
}
