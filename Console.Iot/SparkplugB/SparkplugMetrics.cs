using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.SparkplugB;

/// <summary>Makes reports of metrics: one for each instant, history apart from what is live.</summary>
internal static class SparkplugMetrics
{
    // Sparkplug Specification 3.0.0, section 6.4.16: the integer types that are signed.
    private const uint Int8 = 1;
    private const uint Int16 = 2;
    private const uint Int32 = 3;
    private const uint Int64 = 4;

    /// <summary>Reads the metrics of a payload.</summary>
    /// <param name="device">Whose.</param>
    /// <param name="node">What was defined.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="unknown">Whether an alias is among them that no birth defined.</param>
    internal static List<WireReport> Read(string device, SparkplugNode node, SparkplugPayload payload, out bool unknown)
    {
        unknown = false;
        var reports = new SortedDictionary<(ulong Time, bool Live), WireReport>();
        foreach (var metric in payload.Metrics)
        {
            if (node.Find(device, metric) is not { } definition)
            {
                unknown = true;
                continue;
            }

            if (metric.IsNull || definition.Meaning() is not { } meaning)
            {
                continue;
            }

            var time = metric.HasTimestamp ? metric.Timestamp : payload.Timestamp;
            var key = (time, !metric.IsHistorical);
            if (!reports.TryGetValue(key, out var report))
            {
                reports[key] = report = NewReport(device, time, payload, metric.IsHistorical);
            }

            if (!meaning.Read(ValueOf(metric), report))
            {
                report.Packet.Problem ??= PacketProblems.WrongField(definition.Name);
            }
        }

        return [.. reports.Values];
    }

    internal static FieldValue ValueOf(SparkplugMetric metric) => metric.ValueCase switch
    {
        SparkplugMetric.ValueOneofCase.IntValue => FieldValue.Of(metric.Datatype switch
        {
            Int8 => unchecked((sbyte)metric.IntValue),
            Int16 => unchecked((short)metric.IntValue),
            Int32 => unchecked((int)metric.IntValue),
            _ => (decimal)metric.IntValue,
        }),
        SparkplugMetric.ValueOneofCase.LongValue => FieldValue.Of(metric.Datatype == Int64 ? unchecked((long)metric.LongValue) : (decimal)metric.LongValue),
        SparkplugMetric.ValueOneofCase.FloatValue => FieldValue.Of(metric.FloatValue),
        SparkplugMetric.ValueOneofCase.DoubleValue => FieldValue.Of(metric.DoubleValue),
        SparkplugMetric.ValueOneofCase.BooleanValue => FieldValue.Of(metric.BooleanValue),
        SparkplugMetric.ValueOneofCase.StringValue => FieldValue.Of(metric.StringValue),
        _ => default,
    };

    private static WireReport NewReport(string device, ulong time, SparkplugPayload payload, bool historical)
    {
        var report = new WireReport(device);
        if (time > 0)
        {
            if (time <= long.MaxValue && JsonTimes.TryUnix((long)time, 1, out var at))
            {
                report.Packet.At = at;
            }
            else
            {
                report.Packet.Problem = PacketProblems.WrongTime;
            }
        }

        report.Packet.Sequence = payload.HasSeq ? (long)(payload.Seq % 256) : null;
        report.Packet.Historical = historical;
        return report;
    }
}
