using CommunityConsole.Core.Metering;
using Google.Protobuf;

namespace CommunityConsole.Iot.SparkplugB;

/// <summary>
/// Sparkplug B 3.0: births define what later messages call by alias; a gap in the count, or an alias nobody defined, has
/// a new birth asked for. https://sparkplug.eclipse.org/specification/version/3.0/
/// </summary>
/// <remarks>Messages of one node come over one connection, in order; nodes may be decoded at once.</remarks>
internal sealed class SparkplugDialect : IDialect
{
    private const int NodesKept = 10_000;
    private const string RebirthMetric = "Node Control/Rebirth";
    private const string BirthDeathMetric = "bdSeq";
    private const uint BooleanType = 11;

    private readonly Dictionary<string, SparkplugNode> _nodes = [];
    private readonly Lock _gate = new();

    public string Name => Dialects.SparkplugB;

    public bool Claims(string topic) => SparkplugTopic.Claims(topic);

    public DialectAnswer Decode(in DialectMessage message)
    {
        if (SparkplugTopic.Of(message.Topic) is not { } topic || topic.Type is "NCMD" or "DCMD")
        {
            return DialectAnswer.Nothing; // a host's state, and what hosts tell nodes
        }

        if (Parse(message.Payload) is not { } payload)
        {
            return DialectAnswer.Refused(PacketProblems.NotProtobuf);
        }

        lock (_gate)
        {
            if (NodeOf(topic) is not { } node)
            {
                return DialectAnswer.Refused(PacketProblems.TooManyRemembered);
            }

            return topic.Type switch
            {
                "NBIRTH" => NodeBirth(topic, node, payload),
                "DBIRTH" => DeviceBirth(topic, node, payload, message.Received),
                "NDATA" or "DDATA" => Data(topic, node, payload, message.Received),
                "NDEATH" => NodeDeath(node, payload),
                "DDEATH" => DeviceDeath(topic, node, payload, message.Received),
                _ => DialectAnswer.Refused(PacketProblems.UnknownTopic),
            };
        }
    }

    public void Recall(RememberedMessage message)
    {
        if (SparkplugTopic.Of(message.Topic) is { } topic && Parse(message.Payload) is { } payload)
        {
            lock (_gate)
            {
                if (NodeOf(topic) is { } node)
                {
                    // The births of devices were stored beside an older or newer one of their node: all are taken in.
                    if (topic.Device is null)
                    {
                        node.Born(BirthDeathOf(payload));
                    }

                    node.Define(topic.WireName, payload);
                }
            }
        }
    }

    private static DialectAnswer NodeBirth(SparkplugTopic topic, SparkplugNode node, SparkplugPayload payload)
    {
        node.Born(BirthDeathOf(payload));
        node.Counts(payload);
        return Birth(topic, node, payload, null);
    }

    private static DialectAnswer DeviceBirth(SparkplugTopic topic, SparkplugNode node, SparkplugPayload payload, DateTimeOffset now)
    {
        var complete = node.Counts(payload) && node.IsBorn;
        return Birth(topic, node, payload, complete ? null : Rebirth(topic, node, now));
    }

    private static DialectAnswer Birth(SparkplugTopic topic, SparkplugNode node, SparkplugPayload payload, DeviceCommand? command)
    {
        node.Define(topic.WireName, payload);
        var reports = SparkplugMetrics.Read(topic.WireName, node, payload, out _);
        reports.Add(Link(topic.WireName, true, payload));
        return new DialectAnswer { Reports = reports, IsRemembered = true, Command = command };
    }

    private static DialectAnswer Data(SparkplugTopic topic, SparkplugNode node, SparkplugPayload payload, DateTimeOffset now)
    {
        var complete = node.Counts(payload) && node.IsBorn;
        var reports = SparkplugMetrics.Read(topic.WireName, node, payload, out var unknown);
        return new DialectAnswer
        {
            Reports = reports,
            Problem = unknown ? PacketProblems.UnknownAlias : null,
            Command = complete && !unknown ? null : Rebirth(topic, node, now),
        };
    }

    // The will of an earlier connection may come after the birth of a later one: its number tells.
    private static DialectAnswer NodeDeath(SparkplugNode node, SparkplugPayload payload)
    {
        var isLast = node.IsBorn && (node.BirthDeath is not { } born || BirthDeathOf(payload) is not { } died || born == died);
        return isLast ? DialectAnswer.Of([.. node.Devices.Select(device => Link(device, false, null))]) : DialectAnswer.Nothing;
    }

    private static DialectAnswer DeviceDeath(SparkplugTopic topic, SparkplugNode node, SparkplugPayload payload, DateTimeOffset now)
    {
        var complete = node.Counts(payload) && node.IsBorn;
        return new DialectAnswer { Reports = [Link(topic.WireName, false, payload)], Command = complete ? null : Rebirth(topic, node, now) };
    }

    private static WireReport Link(string device, bool online, SparkplugPayload? payload)
    {
        var report = new WireReport(device);
        report.Packet.At = payload is not null && payload.HasTimestamp && JsonTimes.TryUnix((long)Math.Min(payload.Timestamp, long.MaxValue), 1, out var at) ? at : null;
        report.Packet.Add(Measure.Link, online ? 1 : 0);
        return report;
    }

    private static DeviceCommand? Rebirth(SparkplugTopic topic, SparkplugNode node, DateTimeOffset now)
    {
        if (!node.MayAsk(now))
        {
            return null;
        }

        var command = new SparkplugPayload { Timestamp = (ulong)now.ToUnixTimeMilliseconds() };
        command.Metrics.Add(new SparkplugMetric { Name = RebirthMetric, Timestamp = command.Timestamp, Datatype = BooleanType, BooleanValue = true });
        return new DeviceCommand(topic.NodeCommands, command.ToByteArray());
    }

    private static long? BirthDeathOf(SparkplugPayload payload) =>
        payload.Metrics.FirstOrDefault(metric => metric.Name == BirthDeathMetric) is { } metric ? (long?)SparkplugMetrics.ValueOf(metric).Whole(1) : null;

    private static SparkplugPayload? Parse(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return SparkplugPayload.Parser.ParseFrom(payload.Span);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private SparkplugNode? NodeOf(SparkplugTopic topic)
    {
        if (!_nodes.TryGetValue(topic.NodeName, out var node) && _nodes.Count < NodesKept)
        {
            _nodes[topic.NodeName] = node = new SparkplugNode();
        }

        return node;
    }
}
