using System.Globalization;
using System.Text.Json;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Mapped;

/// <summary>A gateway read by the settings. Made of options that <see cref="MappingsCheck"/> has passed.</summary>
internal sealed class Mapping
{
    private readonly MappingOptions _options;
    private readonly EstateCalendar _calendar;
    private readonly JsonPath _each;
    private readonly JsonPath _device;
    private readonly JsonPath _sequence;
    private readonly JsonPath _time;
    private readonly (JsonPath Path, MappedField Field, Measure Measure, decimal Factor)[] _fields;

    internal Mapping(MappingOptions options, EstateCalendar estate)
    {
        _options = options;
        _calendar = options.Zone is { Length: > 0 } zone ? new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone)) : estate;
        Pattern = TopicPattern.Of(options.Topic)!;
        (_each, _device, _sequence, _time) = (new JsonPath(options.Each), new JsonPath(options.Device), new JsonPath(options.Sequence), new JsonPath(options.Time));
        _fields = [.. options.Fields.Select(field => (new JsonPath(field.Path), field, MeasureOf(field), FactorOf(field)))];
    }

    internal TopicPattern Pattern { get; }

    internal string? Dialect => _options.Dialect;

    internal static Measure MeasureOf(MappedField field) => MeasureText.TryMeasure(field.Measure, out var measure) ? measure : default;

    /// <summary>From the payload's number to the measure's unit; 0 when the unit is of another measure.</summary>
    internal static decimal FactorOf(MappedField field)
    {
        var measure = MeasureOf(field);
        return field.Unit is not { Length: > 0 } ? field.Factor
            : Units.Of(field.Unit) is { } unit && RegisterOf(measure) == unit.Measure ? field.Factor * unit.Factor
            : 0;
    }

    internal DialectAnswer Read(in DialectMessage message, string? home, string? device) =>
        JsonPayload.Read(message.Payload, (Mapping: this, home, device), static (root, of) => of.Mapping.Read(root, of.home, of.device));

    private static Measure RegisterOf(Measure measure) => measure switch
    {
        Measure.UseLitres => Measure.TotalLitres,
        Measure.UseWattHours => Measure.TotalWattHours,
        _ => measure,
    };

    private DialectAnswer Read(JsonElement root, string? home, string? device)
    {
        if (_each.Find(root) is not { } entries)
        {
            return DialectAnswer.Refused(PacketProblems.NoMeasure);
        }

        var reports = new List<WireReport>();
        foreach (var entry in entries.ValueKind == JsonValueKind.Array ? [.. entries.EnumerateArray()] : new[] { entries })
        {
            var name = device ?? Name(entry);
            if (name is not { Length: > 0 })
            {
                return DialectAnswer.Refused(PacketProblems.UnknownDevice);
            }

            reports.Add(One(entry, $"{_options.Name}:{name}", home));
        }

        reports.Sort(static (one, other) => Nullable.Compare(one.Packet.At, other.Packet.At));
        return DialectAnswer.Of(reports);
    }

    private string? Name(JsonElement entry) => _options.Device is not { Length: > 0 } ? null
        : _device.Find(entry) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            _ => null,
        };

    private WireReport One(JsonElement entry, string wireName, string? home)
    {
        var report = new WireReport(wireName) { Kind = _options.Kind, Home = home };
        if (_options.Time is { Length: > 0 } && _time.Find(entry) is { } time)
        {
            report.Packet.At = TimeOf(time);
            report.Packet.Problem = report.Packet.At is null ? PacketProblems.WrongTime : null;
        }

        if (_options.Sequence is { Length: > 0 } && _sequence.Find(entry) is { } sequence)
        {
            report.Packet.Sequence = sequence.ValueKind == JsonValueKind.String ? MessageIds.Of(sequence.GetString()) : ((JsonElement?)sequence).Whole();
        }

        foreach (var (path, field, measure, factor) in _fields)
        {
            if (path.Find(entry) is { } value && !TryRead(value, field, measure, factor, report))
            {
                report.Packet.Problem ??= PacketProblems.WrongField(field.Path);
            }
        }

        return report;
    }

    private DateTimeOffset? TimeOf(JsonElement time)
    {
        switch (_options.TimeForm)
        {
            case "iso" or "ms":
                return JsonTimes.TryRead(time, _calendar, out var at) ? at : null;
            case "s":
                return JsonTimes.TryRead(time, _calendar, out at, unit: 1000) ? at : null;
            default:
                var text = time.ValueKind == JsonValueKind.Number ? time.GetRawText() : ((JsonElement?)time).Text();
                return DateTime.TryParseExact(text, _options.TimeForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) && local.Year is > 1970 and < 9000
                    ? _calendar.Instant(local)
                    : null;
        }
    }

    private static bool TryRead(JsonElement json, MappedField field, Measure measure, decimal factor, WireReport report)
    {
        var value = FieldValue.Of(json);
        if (field.Words.Count > 0)
        {
            var written = value.Text ?? (json.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? json.GetRawText() : "");
            if (!field.Words.TryGetValue(written, out var word))
            {
                return false;
            }

            value = FieldValue.Of(word);
        }

        if (measure is not (Measure.Lock or Measure.Door or Measure.Alarm or Measure.Link or Measure.Sos))
        {
            return value.Whole(factor) is { } number && Add(report, measure, number);
        }

        return measure == Measure.Sos ? new FieldMeaning(FieldForm.Sos).Read(value, report)
            : value.Text is "" ? AllWell(report, measure, field)
            : (value.Text is { } said && MeasureText.TryValue(measure, said, out var packed) && AddState(report, measure, packed, field.Repeats));
    }

    // A word that stands for "nothing of the kind": the alarms of the other words are off.
    private static bool AllWell(WireReport report, Measure measure, MappedField field)
    {
        foreach (var word in measure == Measure.Alarm ? field.Words.Values : [])
        {
            if (MeasureText.TryValue(measure, word, out var alarm))
            {
                report.State.Say((DeviceAlarm)alarm, false);
            }
        }

        return true;
    }

    private static bool AddState(WireReport report, Measure measure, long packed, bool repeats)
    {
        switch (measure)
        {
            case Measure.Lock when repeats && LockReport.Of(packed) is { Method: LockMethod.Unknown, Side: DoorSide.Unknown } turn:
                report.State.Unlocked = turn.Unlocked;
                return true;
            case Measure.Lock:
                report.State.Turned = LockReport.Of(packed); // with side or method it is an event
                return true;
            case Measure.Door when repeats:
                report.State.Open = DoorReport.Of(packed).Open;
                return true;
            case Measure.Alarm when repeats:
                report.State.Say((DeviceAlarm)packed, true);
                return true;
            default:
                return Add(report, measure, packed);
        }
    }

    private static bool Add(WireReport report, Measure measure, long value)
    {
        report.Packet.Add(measure, value);
        return true;
    }
}
