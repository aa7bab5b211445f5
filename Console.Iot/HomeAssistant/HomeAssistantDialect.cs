using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.HomeAssistant;

/// <summary>
/// Devices that announce themselves the way Home Assistant reads: a retained discovery names topic, unit and class of
/// what comes later. States carry no time, so a retained one is of any age.
/// </summary>
internal sealed class HomeAssistantDialect : IDialect
{
    private const string Prefix = "homeassistant/";
    private const int EntitiesKept = 50_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Entity>> _discoveries = [];
    private readonly Dictionary<string, List<Entity>> _states = [];
    private readonly Dictionary<string, List<(Entity Entity, Availability Way)>> _availability = [];
    private readonly Dictionary<(string Topic, string Here), bool> _here = [];
    private readonly HashSet<(string Device, Measure Measure)> _numbers = [];
    private int _entities;

    public string Name => Dialects.HomeAssistant;

    public bool Claims(string topic)
    {
        if (topic.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return true;
        }

        lock (_gate)
        {
            return _states.ContainsKey(topic) || _availability.ContainsKey(topic);
        }
    }

    public DialectAnswer Decode(in DialectMessage message)
    {
        if (message.Topic.StartsWith(Prefix, StringComparison.Ordinal) && message.Topic.EndsWith("/config", StringComparison.Ordinal))
        {
            return Learn(message.Topic, message.Payload);
        }

        lock (_gate)
        {
            var reports = new List<WireReport>();
            if (_states.TryGetValue(message.Topic, out var entities))
            {
                reports.AddRange(States(entities, message.Payload));
            }

            if (_availability.TryGetValue(message.Topic, out var ways))
            {
                reports.AddRange(Links(ways, message.Payload));
            }

            return DialectAnswer.Of(reports);
        }
    }

    public void Recall(RememberedMessage message) => Learn(message.Topic, message.Payload);

    private DialectAnswer Learn(string topic, ReadOnlyMemory<byte> payload)
    {
        if (topic.Split('/') is not [_, var component, .. var middle, _] || middle is not ([_] or [_, _]))
        {
            return DialectAnswer.Refused(PacketProblems.UnknownTopic);
        }

        if (payload.IsEmpty)
        {
            // An empty discovery takes the entity away.
            lock (_gate)
            {
                Forget(topic);
            }

            return new DialectAnswer { IsRemembered = true };
        }

        return JsonPayload.Read(payload, (Dialect: this, topic, component, middle), static (root, of) =>
        {
            if (root.ValueKind != JsonValueKind.Object)
            {
                return DialectAnswer.Refused(PacketProblems.NotJson);
            }

            var found = Discovery.Read(of.component, of.middle[^1], root, out var problem);
            return of.Dialect.Keep(of.topic, found, problem);
        });
    }

    private DialectAnswer Keep(string topic, List<Entity> found, PacketProblem? problem)
    {
        lock (_gate)
        {
            Forget(topic);
            if (_entities + found.Count > EntitiesKept)
            {
                return DialectAnswer.Refused(PacketProblems.TooManyRemembered);
            }

            _discoveries[topic] = found = [.. found.Select(Named)];
            _entities += found.Count;
            foreach (var entity in found)
            {
                ListOf(_states, entity.StateTopic).Add(entity);
                foreach (var way in entity.Availability)
                {
                    ListOf(_availability, way.Topic).Add((entity, way));
                }
            }

            return new DialectAnswer { IsRemembered = found.Count > 0, Problem = problem };
        }
    }

    // A device with two registers of one measure (today's beside the total) is two devices: mixed, they would be nonsense.
    private Entity Named(Entity entity)
    {
        if (entity.Meaning.Form == FieldForm.Number && !_numbers.Add((entity.Device, entity.Meaning.Measure)))
        {
            return entity with { Device = $"{entity.Device}:{entity.StateTopic}" };
        }

        return entity;
    }

    private void Forget(string topic)
    {
        if (!_discoveries.Remove(topic, out var gone))
        {
            return;
        }

        _entities -= gone.Count;
        foreach (var entity in gone)
        {
            _numbers.Remove((entity.Device, entity.Meaning.Measure));
            Take(_states, entity.StateTopic, one => ReferenceEquals(one, entity));
            foreach (var way in entity.Availability)
            {
                Take(_availability, way.Topic, one => ReferenceEquals(one.Entity, entity));
            }
        }
    }

    private static IEnumerable<WireReport> States(List<Entity> entities, ReadOnlyMemory<byte> payload)
    {
        var reports = new Dictionary<string, WireReport>();
        foreach (var entity in entities)
        {
            if (!reports.TryGetValue(entity.Device, out var report))
            {
                reports[entity.Device] = report = new WireReport(entity.Device);
            }

            report.Kind = report.Kind == DeviceKind.Unknown ? entity.Kind : report.Kind;
            report.Packet.PromisedInterval = entity.ExpireAfter ?? report.Packet.PromisedInterval;
            try
            {
                var value = entity.Translate(entity.Template.Read(payload));

                // A message without this value, and the words for "not known", say nothing.
                if (!value.IsEmpty && value.Text is not ("" or "unknown" or "unavailable" or "None") && !entity.Meaning.Read(value, report))
                {
                    report.Packet.Problem ??= PacketProblems.WrongField(entity.StateTopic);
                }
            }
            catch (Exception fault) when (fault is JsonException or InvalidOperationException)
            {
                report.Packet.Problem ??= PacketProblems.NotJson;
            }
        }

        return reports.Values.Where(report => !report.SaysNothing);
    }

    private List<WireReport> Links(List<(Entity Entity, Availability Way)> ways, ReadOnlyMemory<byte> payload)
    {
        var reports = new Dictionary<string, WireReport>();
        foreach (var (entity, way) in ways)
        {
            if (Here(way, payload) is not { } here)
            {
                continue;
            }

            _here[(way.Topic, way.Here)] = here;
            // A topic not heard yet takes nothing away and gives nothing.
            var link = entity.AvailabilityMode switch
            {
                "all" => here && entity.Availability.All(other => _here.GetValueOrDefault((other.Topic, other.Here), true)),
                "any" => here || entity.Availability.Any(other => _here.GetValueOrDefault((other.Topic, other.Here))),
                _ => here,
            };
            if (reports.TryAdd(entity.Device, new WireReport(entity.Device)))
            {
                reports[entity.Device].Packet.Add(Measure.Link, link ? 1 : 0);
            }
        }

        return [.. reports.Values];
    }

    private static bool? Here(Availability way, ReadOnlyMemory<byte> payload)
    {
        try
        {
            var value = way.Template.Read(payload);
            var text = value.Text ?? value.Flag switch { true => "true", false => "false", _ => null };
            return text == way.Here ? true : text == way.Gone ? false : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string topic) =>
        lists.TryGetValue(topic, out var list) ? list : lists[topic] = [];

    private static void Take<T>(Dictionary<string, List<T>> lists, string topic, Predicate<T> which)
    {
        if (lists.TryGetValue(topic, out var list) && list.RemoveAll(which) > 0 && list.Count == 0)
        {
            lists.Remove(topic);
        }
    }
}
