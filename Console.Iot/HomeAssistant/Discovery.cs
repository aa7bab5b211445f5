using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.HomeAssistant;

/// <summary>
/// Reads discoveries, long names or short: <c>{"state_topic":"home/d7/kwh","unit_of_measurement":"kWh","device_class":"energy"}</c>.
/// Names and abbreviations: https://www.home-assistant.io/integrations/mqtt/ (MQTT discovery).
/// </summary>
internal static class Discovery
{
    private static readonly Dictionary<string, string> Short = new()
    {
        ["availability"] = "avty",
        ["availability_mode"] = "avty_mode",
        ["availability_topic"] = "avty_t",
        ["availability_template"] = "avty_tpl",
        ["components"] = "cmps",
        ["device"] = "dev",
        ["device_class"] = "dev_cla",
        ["expire_after"] = "exp_aft",
        ["identifiers"] = "ids",
        ["payload_available"] = "pl_avail",
        ["payload_not_available"] = "pl_not_avail",
        ["payload_off"] = "pl_off",
        ["payload_on"] = "pl_on",
        ["platform"] = "p",
        ["state_class"] = "stat_cla",
        ["state_locked"] = "stat_locked",
        ["state_topic"] = "stat_t",
        ["state_unlocked"] = "stat_unlocked",
        ["topic"] = "t",
        ["unique_id"] = "uniq_id",
        ["unit_of_measurement"] = "unit_of_meas",
        ["value_template"] = "val_tpl",
    };

    /// <summary>The entities that matter here; others are understood and left out.</summary>
    /// <param name="component">As the topic names it.</param>
    /// <param name="objectId">As the topic names it.</param>
    /// <param name="config">The discovery.</param>
    /// <param name="problem">Why one of them could not be read.</param>
    internal static List<Entity> Read(string component, string objectId, JsonElement config, out PacketProblem? problem)
    {
        problem = null;
        var entities = new List<Entity>();
        if (component == "device" && Member(config, "components") is { ValueKind: JsonValueKind.Object } components)
        {
            foreach (var one in components.EnumerateObject())
            {
                Add(Member(one.Value, "platform").Text() ?? "", one.Name, one.Value, config, entities, ref problem);
            }
        }
        else
        {
            Add(component, objectId, config, config, entities, ref problem);
        }

        return entities;
    }

    private static void Add(string component, string objectId, JsonElement entity, JsonElement whole, List<Entity> entities, ref PacketProblem? problem)
    {
        if (Topic(entity, whole, "state_topic") is not { } stateTopic || Meaning(component, entity) is not { } meaning)
        {
            return; // without a state topic the state would only be assumed
        }

        if (ValueTemplate.Of(Member(entity, "value_template").Text()) is not { } template || Availabilities(entity, whole) is not { } availability)
        {
            problem = PacketProblems.UnknownTemplate;
            return;
        }

        var device = new[] { Identifier(whole), Identifier(entity), Member(entity, "unique_id").Text() }.FirstOrDefault(name => name is { Length: > 0 }) ?? objectId;
        entities.Add(new Entity(device, KindOf(component, meaning), meaning, stateTopic, template)
        {
            Words = Words(component, entity),
            ExpireAfter = Member(entity, "expire_after").Whole() is { } seconds and > 0 and < 31_536_000 ? TimeSpan.FromSeconds(seconds) : null,
            Availability = availability,
            AvailabilityMode = (Member(entity, "availability_mode") ?? Member(whole, "availability_mode")).Text() ?? "latest",
        });
    }

    private static FieldMeaning? Meaning(string component, JsonElement entity)
    {
        var kind = Member(entity, "device_class").Text();
        return component switch
        {
            "lock" => new FieldMeaning(FieldForm.Lock),
            "binary_sensor" => kind switch
            {
                "door" or "opening" => new FieldMeaning(FieldForm.Door),
                "lock" => new FieldMeaning(FieldForm.Lock),
                "tamper" => new FieldMeaning(FieldForm.Alarm, Alarm: DeviceAlarm.Tamper),
                "moisture" => new FieldMeaning(FieldForm.Alarm, Alarm: DeviceAlarm.Leak),
                "battery" => new FieldMeaning(FieldForm.BatteryLow),
                "connectivity" => new FieldMeaning(FieldForm.Link),
                _ => null,
            },
            "sensor" => Sensor(kind, Member(entity, "unit_of_measurement").Text(), Member(entity, "state_class").Text()),
            _ => null,
        };
    }

    // A register only where the discovery says that it is one: "measurement" in kWh is a forecast or a day's budget.
    private static FieldMeaning? Sensor(string? kind, string? unit, string? state) => (kind, state) switch
    {
        ("battery", _) => new FieldMeaning(FieldForm.Battery, Measure.Battery),
        ("signal_strength", _) => new FieldMeaning(FieldForm.Signal),
        ("power", _) => Units.Of(unit) is { Measure: Measure.PowerWatts } power ? power : null,
        ("water" or "energy" or null, "total" or "total_increasing") => Units.Of(unit) is { Measure: not Measure.PowerWatts } register ? register : null,
        ("water" or "energy", null) => Units.Of(unit),
        _ => null,
    };

    private static DeviceKind KindOf(string component, FieldMeaning meaning) => (component, meaning.Form, meaning.Measure) switch
    {
        ("lock", _, _) or (_, FieldForm.Lock, _) => DeviceKind.Lock,
        (_, FieldForm.Door, _) => DeviceKind.Door,
        (_, FieldForm.Number, Measure.TotalLitres) => DeviceKind.Water,
        (_, FieldForm.Number, _) => DeviceKind.Power,
        _ => DeviceKind.Unknown,
    };

    private static Dictionary<string, string> Words(string component, JsonElement entity)
    {
        var words = new Dictionary<string, string>();
        if (component == "lock")
        {
            words[Member(entity, "state_locked").Text() ?? "LOCKED"] = "LOCKED";
            words[Member(entity, "state_unlocked").Text() ?? "UNLOCKED"] = "UNLOCKED";
            return words;
        }

        if (component == "binary_sensor")
        {
            var isLock = Member(entity, "device_class").Text() == "lock"; // on is unlocked
            words[Member(entity, "payload_on").Text() ?? "ON"] = isLock ? "UNLOCKED" : "TRUE";
            words[Member(entity, "payload_off").Text() ?? "OFF"] = isLock ? "LOCKED" : "FALSE";
        }

        return words;
    }

    // Null when one of them has a template that is not read here.
    private static List<Availability>? Availabilities(JsonElement entity, JsonElement whole)
    {
        var owner = Member(entity, "availability") is not null || Member(entity, "availability_topic") is not null ? entity : whole;
        var found = new List<Availability>();
        if (Member(owner, "availability") is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (var one in list.EnumerateArray())
            {
                if (!TryAdd(one, Topic(one, whole, "topic"), Member(one, "value_template").Text(), found))
                {
                    return null;
                }
            }
        }

        return TryAdd(owner, Topic(owner, whole, "availability_topic"), Member(owner, "availability_template").Text(), found) ? found : null;
    }

    private static bool TryAdd(JsonElement one, string? topic, string? written, List<Availability> found)
    {
        var template = ValueTemplate.Of(written);
        if (topic is not null && template is not null)
        {
            found.Add(new Availability(topic, Member(one, "payload_available").Text() ?? "online", Member(one, "payload_not_available").Text() ?? "offline", template));
        }

        return topic is null || template is not null;
    }

    private static string? Identifier(JsonElement whole) => Member(whole, "device") is { } device
        ? Member(device, "identifiers") switch
        {
            { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 => ((JsonElement?)list[0]).Text(),
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => null,
        }
        : null;

    // "~" at an end of a topic stands for the base topic.
    private static string? Topic(JsonElement entity, JsonElement whole, string name)
    {
        var topic = (Member(entity, name) ?? (name == "state_topic" ? Member(whole, name) : null)).Text();
        var root = (entity.Get("~") ?? whole.Get("~")).Text();
        return topic is not { Length: > 0 } || root is null ? topic is { Length: > 0 } ? topic : null
            : topic.StartsWith('~') ? root + topic[1..]
            : topic.EndsWith('~') ? topic[..^1] + root
            : topic;
    }

    private static JsonElement? Member(JsonElement element, string name) => element.Get(name) ?? (Short.TryGetValue(name, out var brief) ? element.Get(brief) : null);
}
