using System.Globalization;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>What the last sign of life was.</summary>
internal enum Sign : byte
{
    None,
    Water,
    Power,
    Lock,
    Door,
    Call,
}

/// <summary>The sentences that go with decisions: plain, with numbers, in both languages.</summary>
/// <remarks>They are read hours later too, so they say since when or "more than", never "today" or "now".</remarks>
internal static class Evidence
{
    public static Sentence Withdrawn { get; } = new("补传的读数改变了判断，已撤回。", "Withdrawn: rows that came late change the picture.");

    public static Sentence Text(Sign sign) => sign switch
    {
        Sign.Water => new("用水", "tap"),
        Sign.Power => new("用电变化", "power change"),
        Sign.Lock => new("门锁", "lock"),
        Sign.Door => new("房门", "door"),
        Sign.Call => new("呼叫", "help button"),
        _ => new("尚无", "none yet"),
    };

    /// <summary>No water and no power change since 29 Nov 19:42 (tap); the longest usual silence at this hour is 6 h 20 min.</summary>
    public static Sentence Silence(bool water, bool power, long? usual, Sign sign, Sentence when)
    {
        var (zh, en) = (water, power) switch
        {
            (true, true) => ("没有用水，用电也无变化", "No water and no power change"),
            (true, false) => ("没有用水", "No water"),
            _ => ("用电无变化", "No power change"),
        };
        var last = Text(sign);
        var habit = usual is { } u
            ? new Sentence($"；此时段平常最长安静 {EstateClock.Span(u).Zh}", $"; the longest usual silence at this hour is {EstateClock.Span(u).En}")
            : new Sentence("", "");
        return new($"{when.Zh}（{last.Zh}）以后{zh}{habit.Zh}。", $"{en} since {when.En} ({last.En}){habit.En}.");
    }

    public static Sentence Floor(double litres, bool proven, Sign sign, Sentence when)
    {
        var last = Text(sign);
        var amount = litres.ToString("0.#", CultureInfo.InvariantCulture);
        var home = proven ? new Sentence("住户确认在家；", "the resident is known to be at home; ") : new Sentence("", "");
        return new(
            $"12 小时用水仅 {amount} 升（底线 10 升）；{home.Zh}最后迹象：{last.Zh}，{when.Zh}。",
            $"Only {amount} l of water in 12 h (the floor is 10 l); {home.En}last sign: {last.En}, {when.En}.");
    }

    public static Sentence LongAway(Sentence when) =>
        new($"{when.Zh} 出门，还没有回来，可能外出，请核实。", $"Out since {when.En} and not back; probably away: please ask.");

    public static Sentence Alive(Sign sign, Sentence when)
    {
        var last = Text(sign);
        return new($"又有动静：{last.Zh}，{when.Zh}。", $"A sign of life: {last.En}, {when.En}.");
    }

    public static Sentence Left(Sentence when) => new($"住户已出门，{when.Zh}。", $"The resident went out, {when.En}.");

    public static Sentence Flow(long span, double litres)
    {
        var length = EstateClock.Span(span);
        var amount = litres.ToString("0", CultureInfo.InvariantCulture);
        return new($"水一直在流，超过 {length.Zh}没有停过，发现时共 {amount} 升。", $"Water has not stopped for more than {length.En}: {amount} l when it was found.");
    }

    public static Sentence Tap(long span, double perHour)
    {
        var length = EstateClock.Span(span);
        var amount = perHour.ToString("0", CultureInfo.InvariantCulture);
        return new($"大水流已持续超过 {length.Zh}，每小时约 {amount} 升，像是龙头未关或水管破裂。", $"A strong flow for more than {length.En}, about {amount} l an hour: a tap left open or a burst pipe.");
    }

    public static Sentence FlowStopped { get; } = new("水流已停。", "The flow has stopped.");

    public static Sentence MeterAlarm(string device, DeviceAlarm alarm) => alarm == DeviceAlarm.Burst
        ? new($"水表 {device} 自报爆管。", $"The meter {device} itself reports a burst.")
        : new($"水表 {device} 自报漏水。", $"The meter {device} itself reports a leak.");

    public static Sentence Unusual(bool water, double value, double expected)
    {
        var (much, usual) = (value.ToString("0", CultureInfo.InvariantCulture), expected.ToString("0", CultureInfo.InvariantCulture));
        return water
            ? new($"一小时用水 {much} 升，此时平常约 {usual} 升。", $"{much} l of water in an hour; about {usual} l is usual at this time.")
            : new($"一小时用电 {much} 瓦时，此时平常约 {usual} 瓦时。", $"{much} Wh in an hour; about {usual} Wh is usual at this time.");
    }

    public static Sentence UsualAgain { get; } = new("用量已恢复平常。", "Use is as usual again.");

    public static Sentence Help(bool duress, Sentence when) => duress
        ? new($"胁迫报警，{when.Zh}。", $"Duress alarm, {when.En}.")
        : new($"住户按下求助按钮，{when.Zh}。", $"The help button was pressed, {when.En}.");

    public static Sentence HelpQuiet { get; } = new("半小时内没有再次呼叫；处置以值守台记录为准。", "No further call within half an hour; the care desk's record counts.");

    public static Sentence Silent(string device, long? usual, Sentence when) => usual is { } u
        ? new($"设备 {device} 自 {when.Zh} 起没有上报，平常每 {EstateClock.Span(u).Zh}一次。", $"Device {device} has not reported since {when.En}; usually every {EstateClock.Span(u).En}.")
        : new($"设备 {device} 自 {when.Zh} 起没有上报。", $"Device {device} has not reported since {when.En}.");

    public static Sentence Back(string device) => new($"设备 {device} 恢复正常。", $"Device {device} is well again.");

    public static Sentence Battery(string device, long percent) =>
        new($"设备 {device} 电量仅 {percent}%。", $"Device {device}: battery at {percent} %.");

    public static Sentence Offline(string device) => new($"设备 {device} 已离线。", $"Device {device} is offline.");

    public static Sentence Register(string device, RegisterVerdict verdict) => verdict switch
    {
        RegisterVerdict.WentBack => new($"设备 {device} 的读数倒退，未采信。", $"Device {device}: the register went back; not believed."),
        RegisterVerdict.Another => new(
            $"设备 {device} 像是换成了另一块表（读数从别处继续），一天内不采信，请核对。", $"Device {device}: another meter seems to speak in its name (the register goes on from elsewhere); not believed for a day, please check."),
        RegisterVerdict.OtherUnit => new(
            $"设备 {device} 的读数约为原来的千分之一，像是换了单位，未采信，请核对。", $"Device {device}: the register is a thousandth of what it was, as if in another unit; not believed, please check."),
        _ => new($"设备 {device} 的读数跳变过大，未采信。", $"Device {device}: the value is more than a meter can pass; not believed."),
    };

    public static Sentence Clock(string device) => new($"设备 {device} 的时钟不准，时间已按收到时间校正。", $"Device {device}: its clock is off; its times are set right by the time of receipt.");

    public static Sentence Stuck(string device) => new(
        $"设备 {device} 一直没有变化，而家中另有动静，可能卡住或脱落。", $"Device {device} stands still while other things show somebody; it may be stuck or have come off.");

    public static Sentence Chatter(string device) => new(
        $"设备 {device} 动作过于频繁，像是自行跳动；一天内不作为有人在家的依据。", $"Device {device} moves more often than people do, as if by itself; for a day it is no sign of anybody.");

    public static Sentence Alarm(string device, DeviceAlarm alarm) => alarm switch
    {
        DeviceAlarm.Tamper => new($"设备 {device} 自报被拆动。", $"Device {device} reports tampering."),
        DeviceAlarm.Dry => new($"设备 {device} 自报空管。", $"Device {device} reports a dry pipe."),
        DeviceAlarm.Implausible => new($"设备 {device} 报来不可能的数值，未采信，见隔离区。", $"Device {device} sent values it cannot mean; not believed, see the quarantine."),
        DeviceAlarm.Backflow => new($"设备 {device} 自报倒流。", $"Device {device} reports backflow."),
        _ => new($"设备 {device} 自报 {MeasureText.AlarmName(alarm)}。", $"Device {device} reports {MeasureText.AlarmName(alarm)}."),
    };

    public static Sentence DoorOpen(long span)
    {
        var length = EstateClock.Span(span);
        return new($"房门已开超过 {length.Zh}。", $"The door has stood open for more than {length.En}.");
    }

    public static Sentence DoorReported { get; } = new("门锁自报房门未关。", "The lock itself reports a door left open.");

    public static Sentence DoorClosed { get; } = new("房门已关。", "The door is closed.");

    public static Sentence Outage(Sentence area, int homes, long span)
    {
        var length = EstateClock.Span(span);
        return new(
            $"{area.Zh}有 {homes} 户同时失去信号，已超过 {length.Zh}；可能停电、断网或网关故障。这些住户暂时失守。",
            $"{homes} homes of {area.En} fell silent at once, more than {length.En} ago: a power cut, a lost network or a gateway. They are unwatched meanwhile.");
    }

    public static Sentence OutageOver(int back, int homes) => back == homes
        ? new($"{homes} 户全部恢复上报。", $"All {homes} homes report again.")
        : new($"{homes} 户中 {back} 户已恢复上报；其余仍未恢复的将逐户提示。", $"{back} of {homes} homes report again; those that stay silent are told one by one.");

    public static Sentence OutageWider(Sentence area) => new($"属于范围更大的中断：{area.Zh}。", $"Part of a wider outage: {area.En}.");

    /// <summary>近六周起床变晚：平常 07:00，现在 08:10，晚了 1 小时 10 分。</summary>
    public static Sentence Routine(RoutineMeasure measure, double before, double after)
    {
        var more = after > before;
        if (measure is RoutineMeasure.Rising or RoutineMeasure.Bedtime)
        {
            var by = EstateClock.Span((long)Math.Abs(after - before) * EstateClock.Minute);
            var (from, to) = (AfterFour(before), AfterFour(after));
            return measure == RoutineMeasure.Rising
                ? new($"近六周起床变{(more ? "晚" : "早")}：原来约 {from}，现在约 {to}，{(more ? "晚" : "早")} {by.Zh}。", $"Gets up {(more ? "later" : "earlier")} in the last six weeks: about {from} before, about {to} now, {by.En} {(more ? "later" : "earlier")}.")
                : new($"近六周休息变{(more ? "晚" : "早")}：原来约 {from}，现在约 {to}，{(more ? "晚" : "早")} {by.Zh}。", $"Settles {(more ? "later" : "earlier")} in the last six weeks: about {from} before, about {to} now, {by.En} {(more ? "later" : "earlier")}.");
        }

        var (was, now) = (Number(before), Number(after));
        var share = Number(100 * Math.Abs(after - before) / Math.Max(before, 1));
        return measure switch
        {
            RoutineMeasure.Night => new($"近六周夜里（0 至 4 点）动静变{(more ? "多" : "少")}：有动静的小时数原来 {was}，现在 {now}。", $"{(more ? "More" : "Less")} life at night (0 to 4 o'clock) in the last six weeks: {was} hours with a sign before, {now} now."),
            RoutineMeasure.Water => new($"近六周用水变{(more ? "多" : "少")}：原来每天约 {was} 升，现在约 {now} 升，{(more ? "多" : "少")} {share}%。", $"{(more ? "More" : "Less")} water in the last six weeks: about {was} l a day before, about {now} l now, {share} % {(more ? "more" : "less")}."),
            _ => new($"近六周白天动静变{(more ? "多" : "少")}：每天有动静的小时数原来 {was}，现在 {now}，{(more ? "多" : "少")} {share}%。", $"{(more ? "More" : "Less")} life in the last six weeks: {was} hours a day with a sign before, {now} now, {share} % {(more ? "more" : "less")}."),
        };
    }

    public static Sentence RoutineUsual { get; } = new("四周过去，新的作息已成习惯。", "Four weeks on, the new rhythm has become usual.");

    private static string AfterFour(double minutes)
    {
        var clock = (240 + (int)minutes) % 1440;
        return string.Create(CultureInfo.InvariantCulture, $"{clock / 60:00}:{clock % 60:00}");
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
