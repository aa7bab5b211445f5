using System.Globalization;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Morning;

/// <summary>What the list says of a home, in sentences.</summary>
public static class MorningWords
{
    /// <summary>Why it is on the list to call.</summary>
    public static string Why(MorningLine line, DateTimeOffset from, EstateCalendar calendar, IStringLocalizer<MorningText> text) => line switch
    {
        { NeedsHelp: true, LastCall.Note.Length: > 0 } => text["WhyHelpNote", line.LastCall.Note],
        { NeedsHelp: true } => text["WhyHelp"],
        { Unwatched: true, Heard: { } heard } => text["WhyUnwatched", At(heard, calendar)],
        { Unwatched: true } => text["WhyNever"],
        _ => text["WhyNoSign", calendar.Local(from).ToString("HH:mm", CultureInfo.InvariantCulture)],
    };

    /// <summary>Why it needs no call: who found out, or when the sign came.</summary>
    public static string Known(MorningLine line, StaffDirectory staff, EstateCalendar calendar, IStringLocalizer<MorningText> text, IStringLocalizer<AlertText> alerts) => line.Group switch
    {
        MorningGroup.AlertOpen => alerts["Kind_" + line.AlertKind],
        MorningGroup.Away when line.Away is { } word => text["KnownAway_" + word.Presence, At(word.Until, calendar), staff.NameOf(word.By)],
        MorningGroup.Answered or MorningGroup.Away when line.Answer is { } answer => text[
            answer.AtDoor ? "KnownAtDoor" : "KnownByPhone", At(answer.At, calendar), answer.ByName, alerts["Outcome_" + (answer.Found ?? AlertOutcome.Fine)]],
        _ when line.LastSign is { } sign => text["KnownSign", At(sign, calendar), line.SignText?.ToString() ?? ""],
        _ => text["NoSignEver"],
    };

    /// <summary>11-30 06:20.</summary>
    public static string At(DateTimeOffset instant, EstateCalendar calendar) => calendar.Local(instant).ToString("MM-dd HH:mm", CultureInfo.InvariantCulture);
}
