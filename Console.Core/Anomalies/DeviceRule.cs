using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Faults of devices, one condition for each device and fault; they are told apart from the matters of people.</summary>
internal sealed class DeviceRule(OpenConditions conditions, EstateClock clock)
{
    private const long BatteryLow = 20;
    private const long BatteryFlat = 10;
    private const long BatteryWell = 30;
    private const long AlarmHolds = EstateClock.Day;

    public const string SilentFault = "silent";
    private const string BatteryFault = "battery";
    public const string LinkFault = "offline";
    private const string RegisterFault = "register";
    private const string ClockFault = "clock";
    private const string StuckFault = "stuck";
    private const string ChatterFault = "chatter";

    /// <summary>A silence came due.</summary>
    public void FellSilent(DeviceState device, long now)
    {
        device.FellSilent();
        Open(now, device, SilentFault, device.IsMeter ? Severity.Attention : Severity.Notice, device.Uploads.Heard,
            Evidence.Silent(device.Name, device.Rhythm.Usual, clock.When(device.Uploads.Heard)));
    }

    /// <summary>What every row of a device tells.</summary>
    public void Heard(DeviceState device, in Row row)
    {
        if (row is { Measure: Measure.Link, Value: 0 })
        {
            return;   // the broker says so, or a will: nobody was heard
        }

        if (device.Heard(row))
        {
            Clear(row.At, device, SilentFault);
        }

        if (row.Marks.HasFlag(ReadingMarks.ClockReplaced))
        {
            Open(row.At, device, ClockFault, Severity.Notice, row.At, Evidence.Clock(device.Name));
        }
        else if (!row.Marks.HasFlag(ReadingMarks.ServerTimed))
        {
            Clear(row.At, device, ClockFault);
        }

        if (row.Measure != Measure.Link && row.Measure != Measure.Battery)
        {
            Clear(row.At, device, LinkFault);
        }

        if (device.AlarmAt != long.MinValue && row.At - device.AlarmAt > AlarmHolds)
        {
            device.AlarmAt = long.MinValue;
            for (var alarm = DeviceAlarm.Tamper; alarm <= DeviceAlarm.Implausible; alarm++)
            {
                Clear(row.At, device, MeasureText.AlarmName(alarm));
            }
        }
    }

    public void Battery(DeviceState device, long percent, long now)
    {
        if (percent <= BatteryLow)
        {
            Open(now, device, BatteryFault, percent <= BatteryFlat ? Severity.Attention : Severity.Notice, now, Evidence.Battery(device.Name, percent));
        }
        else if (percent >= BatteryWell)
        {
            Clear(now, device, BatteryFault);
        }
    }

    public void Link(DeviceState device, bool online, long now)
    {
        if (online)
        {
            Clear(now, device, LinkFault);
        }
        else
        {
            Open(now, device, LinkFault, Severity.Notice, now, Evidence.Offline(device.Name));
        }
    }

    public void Register(DeviceState device, RegisterVerdict verdict, long now)
    {
        if (verdict is not (RegisterVerdict.First or RegisterVerdict.Rise))
        {
            var severity = verdict is RegisterVerdict.Another or RegisterVerdict.OtherUnit ? Severity.Attention : Severity.Notice;
            Open(now, device, RegisterFault, severity, now, Evidence.Register(device.Name, verdict));
        }
        else if (!device.IsDoubted(now))
        {
            Clear(now, device, RegisterFault);
        }
    }

    public void Alarm(DeviceState device, DeviceAlarm alarm, long now)
    {
        device.AlarmAt = now;
        Open(now, device, MeasureText.AlarmName(alarm), alarm == DeviceAlarm.Implausible ? Severity.Notice : Severity.Attention, now, Evidence.Alarm(device.Name, alarm));
    }

    /// <summary>It stands still while other things of the home move.</summary>
    public void Stuck(DeviceState device, long now)
    {
        if (!device.Stuck)
        {
            device.Stuck = true;
            Open(now, device, StuckFault, Severity.Notice, device.LastMove == long.MinValue ? now : device.LastMove, Evidence.Stuck(device.Name));
        }
    }

    public void Moved(DeviceState device, long now)
    {
        device.LastMove = now;
        device.Stuck = false;
        Clear(now, device, StuckFault);
    }

    /// <summary>Whether a lock, door or button moves by itself.</summary>
    public bool Chatters(DeviceState device, long now)
    {
        if (!device.Chatter.Take(now))
        {
            Clear(now, device, ChatterFault);
            return false;
        }

        Open(now, device, ChatterFault, Severity.Attention, now, Evidence.Chatter(device.Name));
        return true;
    }

    private void Open(long now, DeviceState device, string fault, Severity severity, long since, Sentence evidence) =>
        conditions.Open(now, AnomalyKind.DeviceFault, Cause(device, fault), severity, since, evidence);

    // Asked with every row, so the name of the condition is only put together when there is one to clear.
    private void Clear(long now, DeviceState device, string fault)
    {
        foreach (var condition in conditions.All)
        {
            if (condition.Kind == AnomalyKind.DeviceFault
                && condition.Cause.Length == device.Name.Length + 1 + fault.Length
                && condition.Cause.StartsWith(device.Name, StringComparison.Ordinal)
                && condition.Cause.EndsWith(fault, StringComparison.Ordinal))
            {
                conditions.Clear(now, AnomalyKind.DeviceFault, condition.Cause, Evidence.Back(device.Name));
                return;
            }
        }
    }

    private static string Cause(DeviceState device, string fault) => $"{device.Name}:{fault}";
}
