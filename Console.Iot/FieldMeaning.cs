using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>How a field of a message is read.</summary>
internal enum FieldForm
{
    /// <summary>A number of a measure.</summary>
    Number,

    /// <summary>Percent, or only the word that it runs low.</summary>
    Battery,

    /// <summary>True while the battery runs low.</summary>
    BatteryLow,

    /// <summary>Online or offline.</summary>
    Link,

    /// <summary>A call for help while true.</summary>
    Sos,

    /// <summary>A lock's state.</summary>
    Lock,

    /// <summary>A door's state; true is open.</summary>
    Door,

    /// <summary>A contact's state; true is closed.</summary>
    Contact,

    /// <summary>True while an alarm is on.</summary>
    Alarm,

    /// <summary>Words that name alarms; none of them is all well.</summary>
    Status,

    /// <summary>dBm, or a link quality of 0 to 255.</summary>
    Signal,
}

/// <summary>What a field means.</summary>
/// <param name="Form">How it is read.</param>
/// <param name="Measure">Of a number.</param>
/// <param name="Factor">From the field's unit to litres, watt-hours, watts.</param>
/// <param name="Alarm">Of an alarm.</param>
internal readonly record struct FieldMeaning(FieldForm Form, Measure Measure = default, decimal Factor = 1, DeviceAlarm Alarm = default)
{
    // A device that says no more than "low" stands for this much: low by every limit here, flat by none.
    private const long LowPercent = 15;

    /// <summary>Puts a value into a report.</summary>
    /// <returns>False when it is no value of this field.</returns>
    internal bool Read(FieldValue value, WireReport report)
    {
        switch (Form)
        {
            case FieldForm.Number:
                return Add(report, Measure, value.Whole(Factor));
            case FieldForm.Battery:
                return value.Text is "low" or "LOW" ? Add(report, Measure.Battery, LowPercent)
                    : value.Text is "middle" or "high" or "normal" || Add(report, Measure.Battery, value.Whole(Factor));
            case FieldForm.BatteryLow:
                return value.Truth() switch { true => Add(report, Measure.Battery, LowPercent), false => true, null => false };
            case FieldForm.Link:
                return Add(report, Measure.Link, LinkOf(value));
            case FieldForm.Sos:
                return value.Truth() switch { true => Add(report, Measure.Sos, 1), false => true, null => false };
            case FieldForm.Signal:
                report.Packet.Signal = (int?)value.Whole(1) ?? report.Packet.Signal;
                return true;
            default:
                return ReadState(value, ref report.State);
        }
    }

    private static bool Add(WireReport report, Measure measure, long? value)
    {
        if (value is { } known)
        {
            report.Packet.Add(measure, known);
        }

        return value is not null;
    }

    private static long? LinkOf(FieldValue value) => value.Text?.ToUpperInvariant() switch
    {
        "ONLINE" or "CONNECTED" => 1,
        "OFFLINE" or "DISCONNECTED" => 0,
        _ => value.Truth() switch { true => 1, false => 0, null => null },
    };

    private bool ReadState(FieldValue value, ref RepeatedState state)
    {
        switch (Form)
        {
            case FieldForm.Lock:
                state.Unlocked = value.Text?.ToUpperInvariant() switch
                {
                    "UNLOCK" or "UNLOCKED" or "OPEN" or "OPENED" => true,
                    "LOCK" or "LOCKED" or "CLOSE" or "CLOSED" => false,
                    _ => null,
                };
                return value.Text is not null;
            case FieldForm.Door:
                state.Open = value.Text?.ToUpperInvariant() switch
                {
                    "OPEN" or "OPENED" => true,
                    "CLOSE" or "CLOSED" => false,
                    _ => value.Truth(),
                };
                return value.Text is not null || state.Open is not null;
            case FieldForm.Contact:
                state.Open = !value.Truth();
                return state.Open is not null;
            case FieldForm.Alarm:
                if (value.Truth() is not { } on)
                {
                    return false;
                }

                state.Say(Alarm, on);
                return true;
            default:
                StatusWords.Read(value.Text ?? "", ref state);
                return true;
        }
    }
}
