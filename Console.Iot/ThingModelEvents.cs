using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>
/// Events of thing models. Each product names its own; these are the words that product models of locks, buttons and
/// meters have in common.
/// </summary>
internal static class ThingModelEvents
{
    /// <summary>Reads an event by its name and its output values.</summary>
    /// <returns>False when the name is none that says something of a home.</returns>
    internal static bool Read(string name, JsonElement? values, WireReport report)
    {
        if (Says(name, "hijack") || Says(name, "duress"))
        {
            report.Packet.Add(Measure.Alarm, (long)DeviceAlarm.Duress);
        }
        else if (Says(name, "tamper") || Says(name, "pry"))
        {
            report.Packet.Add(Measure.Alarm, (long)DeviceAlarm.Tamper);
        }
        else if (Says(name, "lowelectric") || Says(name, "lowbattery"))
        {
            new FieldMeaning(FieldForm.BatteryLow).Read(FieldValue.Of(true), report);
        }
        else if (Says(name, "notclosed") || Says(name, "leftopen"))
        {
            report.Packet.Add(Measure.Alarm, (long)DeviceAlarm.LeftOpen);
        }
        else if (name.Equals("sos", StringComparison.OrdinalIgnoreCase) || Says(name, "callforhelp"))
        {
            report.Packet.Add(Measure.Sos, 1);
        }
        else if (Says(name, "open") || Says(name, "unlock"))
        {
            return ReadUnlock(values, report);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static bool ReadUnlock(JsonElement? values, WireReport report)
    {
        var slot = values?.Get("KeyID").Whole() ?? values?.Get("key_id").Whole();
        var means = values?.Get("LockType").Text() ?? values?.Get("lock_type").Text() ?? "";
        report.State.Turned = LockWords.Unlocked(means, (int?)(slot is >= 0 and < ushort.MaxValue ? slot : null))
            ?? new LockReport(true, DoorSide.Unknown, LockMethod.Unknown);
        return true;
    }

    private static bool Says(string name, string word) =>
        name.Replace("_", "", StringComparison.Ordinal).Contains(word, StringComparison.OrdinalIgnoreCase);
}
