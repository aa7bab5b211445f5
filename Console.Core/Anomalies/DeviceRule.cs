using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Faults of devices, one condition for each device and fault; they are told apart from the matters of people.</summary>
internal sealed class DeviceRule(OpenConditions conditions)
{
    private const long BatteryLow = 20;
    private const long BatteryFlat = 10;
    private const long BatteryWell = 30;
    private const long StuckAfter = 3 * EstateClock.Day;
    private const long AlarmHolds = EstateClock.Day;

    public const string SilentFault = "silent";
    private const string BatteryFault = "battery";
    public const string LinkFault = "offline";
    private const string RegisterFault = "register";
    private const string ClockFault = "clock";
    private const string StuckFault = "stuck";

    /// <summary>A silence came due.</summary>
    public void FellSilent(DeviceState device, long now)
    {
        device.FellSilent();
        Open(now, device, SilentFault, device.IsMeter ? Severity.Attention : Severity.Notice, device.LastAt,
            Evidence.Silent(device.Name, now - device.LastAt, device.Rhythm.Usual));
    }

    /// <summary>What every row of a device tells.</summary>
    public void Heard(DeviceState device, in Row row)
    {
        if (device.Heard(row.At))
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
            for (var alarm = DeviceAlarm.Tamper; alarm <= DeviceAlarm.Backflow; alarm++)
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
        if (verdict is RegisterVerdict.WentBack or RegisterVerdict.Jumped)
        {
            Open(now, device, RegisterFault, Severity.Notice, now, Evidence.Register(device.Name, verdict));
        }
        else
        {
            Clear(now, device, RegisterFault);
        }
    }

    public void Alarm(DeviceState device, DeviceAlarm alarm, long now)
    {
        device.AlarmAt = now;
        Open(now, device, MeasureText.AlarmName(alarm), Severity.Attention, now, Evidence.Alarm(device.Name, alarm));
    }

    /// <summary>A water meter that stood still for days while other signs came.</summary>
    public void Stuck(DeviceState device, long lastOtherSign, long now)
    {
        if (device.LastRise != long.MinValue && now - device.LastRise > StuckAfter && lastOtherSign - device.LastRise > StuckAfter - EstateClock.Day)
        {
            Open(now, device, StuckFault, Severity.Notice, device.LastRise, Evidence.Stuck(device.Name, now - device.LastRise));
        }
    }

    public void Moved(DeviceState device, long now)
    {
        device.LastRise = now;
        Clear(now, device, StuckFault);
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
