using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Components.Timeline;

/// <summary>Says in words what the timeline shows; one source for the picture, its text alternative and its table.</summary>
public sealed class TimelineWords(IStringLocalizer<TimelineText> text, EstateCalendar calendar)
{
    private static CultureInfo Culture => CultureInfo.CurrentUICulture;

    /// <summary>The whole picture in a few sentences.</summary>
    public string Summary(HomePicture picture, TimelineDrawing drawing, TimelineSpan span, DateTimeOffset now)
    {
        var hours = drawing.Slots.Select(s => s.Hour).OfType<HourPicture>().ToList();
        var water = drawing.Water.Empty ? text["SummaryNoWater"] : text["SummaryWater", Amount(hours.Sum(h => h.Litres ?? 0))];
        var power = drawing.Power.Empty
            ? text["SummaryNoPower"]
            : text["SummaryPower", (hours.Sum(h => h.WattHours ?? 0) / 1000).ToString("0.0", Culture)];
        var summary = text["Summary", text[$"Span_{span}"], water, power, drawing.Slots.Sum(s => s.Marks.Count)].Value;

        var missing = drawing.Water.Gaps.Sum(g => g.Hours);
        if (missing > 0 && !drawing.Water.Empty)
        {
            summary += text["SummaryGaps", missing];
        }

        if (picture.LastSign is { } sign)
        {
            summary += text["SummarySign", Clock(sign, now), Durations.Of(now - sign)];
        }

        return drawing.Alerts.Count == 0
            ? summary
            : summary + text["SummaryAlerts", string.Join(Separator, drawing.Alerts.Reverse().Select(a => $"{a.Span.Word}{text["Colon"].Value}{a.Span.Label}").Distinct())];
    }

    /// <summary>One hour in one line.</summary>
    public string Slot(TimelineSlot slot)
    {
        var hour = slot.Hour;
        var events = slot.Marks.Count == 0 ? "" : text["SlotEvents", Events(slot.Marks)].Value;
        return text[
            "Slot",
            Hour(slot) + (slot.InProgress ? text["Unfinished"] : ""),
            hour?.Litres is { } litres ? $"{Amount(litres)} {text["Litres"]}" : text["NoReadings"],
            hour?.Water is { } water ? text["SlotExpected", Band(water)] : "",
            hour?.WattHours is { } watts ? $"{Amount(watts)} {text["WattHours"]}" : text["NoReadings"],
            hour?.Power is { } power ? text["SlotExpected", Band(power)] : "",
            events];
    }

    /// <summary>The estate's date and the hour: 11月24日 周二 14:00–15:00.</summary>
    public string Hour(TimelineSlot slot)
    {
        var from = calendar.Local(slot.Start);
        return string.Create(Culture, $"{Date(from)} {DayName(from)} {from:HH:mm}–{calendar.Local(slot.Start.AddHours(1)):HH:mm}");
    }

    /// <summary>A value without needless decimals; the words for no readings where there is none.</summary>
    public string Amount(double? value) => value is { } known ? known.ToString("#,0.#", Culture) : text["NoReadings"];

    /// <summary>Low and high of an expectation; a dash where nothing is expected.</summary>
    public string Band(Expectation? expected) =>
        expected is null ? "—" : $"{Math.Max(0, expected.Low).ToString("#,0", Culture)}–{expected.High.ToString("#,0", Culture)}";

    /// <summary>Events of an hour: 14:03 屋内开锁（指纹）, 14:05 关门.</summary>
    public string Events(IReadOnlyList<HomeMark> marks) =>
        string.Join(Separator, marks.Select(m => $"{calendar.Local(m.At):HH:mm} {Event(m)}"));

    /// <summary>The flag at the last sign of life.</summary>
    public string Sign(DateTimeOffset at, Sentence? what, DateTimeOffset now) =>
        what is null ? text["SignAt", Clock(at, now)] : text["SignAtWith", Clock(at, now), what.In(Culture)];

    /// <summary>An instant as people there say it: 今天 14:05, 昨天 19:42, 11月22日 08:00.</summary>
    public string Clock(DateTimeOffset at, DateTimeOffset now)
    {
        var local = calendar.Local(at);
        var time = local.ToString("HH:mm", Culture);
        return (calendar.Day(now).DayNumber - calendar.Day(at).DayNumber) switch
        {
            0 => text["Today", time],
            1 => text["Yesterday", time],
            _ => $"{Date(local)} {time}",
        };
    }

    /// <summary>11月24日, 24 Nov.</summary>
    public string Date(DateTimeOffset local) => local.ToString(English ? "d MMM" : "M月d日", Culture);

    /// <summary>周二, Tue.</summary>
    public string DayName(DateTimeOffset local) => local.ToString("ddd", Culture);

    private static bool English => Culture.TwoLetterISOLanguageName == "en";

    private static string Separator => English ? ", " : "、";

    private string Event(HomeMark mark)
    {
        switch (mark.Measure)
        {
            case Measure.Sos:
                return text["Mark_Sos"];
            case Measure.Alarm:
                return text[$"Alarm_{(DeviceAlarm)mark.Value}"];
            case Measure.Door:
                var door = DoorReport.Of(mark.Value);
                return Sided(door.Side, text[door.Open ? "Mark_DoorOpen" : "Mark_DoorClosed"], LockMethod.Unknown);
            default:
                var report = LockReport.Of(mark.Value);
                return report.Method == LockMethod.Staff
                    ? text["Mark_Staff"]
                    : Sided(report.Side, text[report.Unlocked ? "Mark_Unlocked" : "Mark_Locked"], report.Method);
        }
    }

    // Chinese puts the side first (屋外开锁（指纹）), English last (Unlocked from outside, finger).
    private string Sided(DoorSide side, string what, LockMethod method)
    {
        var from = side == DoorSide.Unknown ? "" : text[$"Side_{side}"].Value;
        var with = method == LockMethod.Unknown ? "" : text[$"Method_{method}"].Value;
        return English
            ? string.Join(", ", new[] { $"{what} {from}".Trim(), with }.Where(part => part.Length > 0))
            : $"{from}{what}{(with.Length == 0 ? "" : $"（{with}）")}";
    }
}
