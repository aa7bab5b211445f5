using System.Collections.Frozen;
using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>
/// The names fields commonly have in payloads whose names each product chooses for itself (thing models, codecs,
/// telemetry keys). The unit is in the name, or it is the one named beside it here; what is not listed is ignored, and
/// can be named in <c>Devices:Mappings</c>.
/// </summary>
internal static class FieldNames
{
    private static readonly FrozenDictionary<string, FieldMeaning> Known = new Dictionary<string, FieldMeaning>
    {
        ["total_l"] = Number(Measure.TotalLitres),
        ["volume_l"] = Number(Measure.TotalLitres),
        ["water_total"] = Number(Measure.TotalLitres),
        ["water_total_l"] = Number(Measure.TotalLitres),
        ["total_m3"] = Number(Measure.TotalLitres, 1000),
        ["volume_m3"] = Number(Measure.TotalLitres, 1000),
        ["water_total_m3"] = Number(Measure.TotalLitres, 1000),
        ["WaterConsumption"] = Number(Measure.TotalLitres, 1000),
        ["use_l"] = Number(Measure.UseLitres),
        ["total_wh"] = Number(Measure.TotalWattHours),
        ["energy_wh"] = Number(Measure.TotalWattHours),
        ["total_kwh"] = Number(Measure.TotalWattHours, 1000),
        ["energy_kwh"] = Number(Measure.TotalWattHours, 1000),
        ["energy_total_kwh"] = Number(Measure.TotalWattHours, 1000),
        ["energyTotal"] = Number(Measure.TotalWattHours, 1000),
        ["fwd_active_kwh"] = Number(Measure.TotalWattHours, 1000),
        ["total_energy_consumption_kwh"] = Number(Measure.TotalWattHours, 1000),
        ["use_wh"] = Number(Measure.UseWattHours),
        ["power_w"] = Number(Measure.PowerWatts),
        ["p_kw"] = Number(Measure.PowerWatts, 1000),
        ["power_kw"] = Number(Measure.PowerWatts, 1000),
        ["current_power_consumption_kw"] = Number(Measure.PowerWatts, 1000),
        ["battery"] = new(FieldForm.Battery, Measure.Battery),
        ["battery_level"] = new(FieldForm.Battery, Measure.Battery),
        ["battery_percent"] = new(FieldForm.Battery, Measure.Battery),
        ["batteryLevel"] = new(FieldForm.Battery, Measure.Battery),
        ["BatteryPercentage"] = new(FieldForm.Battery, Measure.Battery),
        ["residual_electricity"] = new(FieldForm.Battery, Measure.Battery),
        ["battery_state"] = new(FieldForm.Battery, Measure.Battery),
        ["battery_low"] = new(FieldForm.BatteryLow),
        ["link"] = new(FieldForm.Link),
        ["online"] = new(FieldForm.Link),
        ["sos"] = new(FieldForm.Sos),
        ["lock_state"] = new(FieldForm.Lock),
        ["lockState"] = new(FieldForm.Lock),
        ["door"] = new(FieldForm.Door),
        ["door_state"] = new(FieldForm.Door),
        ["doorState"] = new(FieldForm.Door),
        ["closed_opened"] = new(FieldForm.Door),
        ["contact"] = new(FieldForm.Contact),
        ["leak"] = Alarm(DeviceAlarm.Leak),
        ["water_leak"] = Alarm(DeviceAlarm.Leak),
        ["burst"] = Alarm(DeviceAlarm.Burst),
        ["dry"] = Alarm(DeviceAlarm.Dry),
        ["backflow"] = Alarm(DeviceAlarm.Backflow),
        ["tamper"] = Alarm(DeviceAlarm.Tamper),
        ["duress"] = Alarm(DeviceAlarm.Duress),
        ["hijack"] = Alarm(DeviceAlarm.Duress),
        ["left_open"] = Alarm(DeviceAlarm.LeftOpen),
        ["status"] = new(FieldForm.Status),
        ["current_status"] = new(FieldForm.Status),
        ["rssi"] = new(FieldForm.Signal),
        ["rssi_dbm"] = new(FieldForm.Signal),
        ["linkquality"] = new(FieldForm.Signal),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    internal static FieldMeaning? Find(string name) => Known.TryGetValue(name, out var meaning) ? meaning : null;

    /// <summary>Reads every known member of an object into a report; members of another name say nothing here.</summary>
    internal static void Read(JsonElement members, WireReport report)
    {
        foreach (var member in members.EnumerateObject())
        {
            Read(member.Name, member.Value, report);
        }
    }

    /// <summary>Reads one field; null stands for "not reported".</summary>
    /// <returns>Whether the name is known.</returns>
    internal static bool Read(string name, JsonElement value, WireReport report) => Read(name, FieldValue.Of(value), value.ValueKind == JsonValueKind.Null, report);

    /// <summary>Reads one field whose value somebody else has taken apart.</summary>
    internal static bool Read(string name, FieldValue value, bool isNull, WireReport report)
    {
        if (Find(name) is not { } meaning)
        {
            return false;
        }

        if (!isNull && !meaning.Read(value, report))
        {
            report.Packet.Problem ??= PacketProblems.WrongField(name);
        }

        return true;
    }

    private static FieldMeaning Number(Measure measure, decimal factor = 1) => new(FieldForm.Number, measure, factor);

    private static FieldMeaning Alarm(DeviceAlarm alarm) => new(FieldForm.Alarm, Alarm: alarm);
}
