using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.Tuya;

/// <summary>What Tuya's points mean.</summary>
internal static class TuyaPoints
{
    private const string Unlock = "unlock_";

    internal static bool IsUnlock(string code) => code.StartsWith(Unlock, StringComparison.Ordinal);

    /// <summary>Reads one point.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="value">Its value.</param>
    /// <param name="scale">How many of a register's digits are decimals of a cubic metre.</param>
    /// <param name="report">Gets what it says.</param>
    internal static void Read(string code, JsonElement value, int scale, WireReport report)
    {
        switch (code)
        {
            case var _ when IsUnlock(code):
                ReadUnlock(code[Unlock.Length..], value, report);
                break;
            case "open_inside":
                if (value.ValueKind == JsonValueKind.True)
                {
                    report.State.Turned = LockWords.Unlocked("inside", null);
                }

                break;
            case "alarm_lock":
                ReadAlarm(value, report);
                break;
            case "hijack" when value.ValueKind == JsonValueKind.True:
                report.Packet.Add(Measure.Alarm, (long)DeviceAlarm.Duress); // an event: it must not wait for a change
                break;
            case "water_flow" or "water_use_data" or "water_total":
                if (FieldValue.Of(value).Whole(Thousandths(scale)) is { } litres)
                {
                    report.Packet.Add(Measure.TotalLitres, litres);
                }
                else
                {
                    report.Packet.Problem ??= PacketProblems.WrongField(code);
                }

                break;
            default:
                FieldNames.Read(code, value, report);
                break;
        }
    }

    // The value is the user's slot, 0 to 999; a remote unlock has none.
    private static void ReadUnlock(string means, JsonElement value, WireReport report)
    {
        var slot = FieldValue.Of(value) is { Number: { } number and >= 0 and <= 999 } && number == Math.Truncate(number) ? (int?)number : null;
        if (LockWords.Unlocked(means, slot) is { } turned && (slot is not null || value.ValueKind == JsonValueKind.True))
        {
            report.State.Turned = turned;
        }
        else if (value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
        {
            report.Packet.Problem ??= PacketProblems.WrongField(Unlock + means);
        }
    }

    private static void ReadAlarm(JsonElement value, WireReport report)
    {
        switch (value.ValueKind == JsonValueKind.String ? value.GetString() : null)
        {
            case "pry":
                report.Packet.Add(Measure.Alarm, (long)DeviceAlarm.Tamper);
                break;
            case "unclosed_time":
                report.Packet.Add(Measure.Alarm, (long)DeviceAlarm.LeftOpen);
                break;
            case "low_battery":
                FieldNames.Find("battery_low")!.Value.Read(FieldValue.Of(true), report);
                break;
            case null:
                report.Packet.Problem ??= PacketProblems.WrongField("alarm_lock");
                break;
            default:
                // Wrong fingers and codes, a stuck bolt: of the lock, and nobody's sign of life.
                break;
        }
    }

    private static decimal Thousandths(int scale)
    {
        var factor = 1000m;
        for (; scale > 0; scale--)
        {
            factor /= 10;
        }

        return factor;
    }
}
