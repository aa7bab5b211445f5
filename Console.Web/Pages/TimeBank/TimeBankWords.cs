using System.Globalization;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.TimeBank;

/// <summary>Minutes and days as people say them.</summary>
internal static class TimeBankWords
{
    /// <summary>1 小时 30 分; below nothing with a minus before it.</summary>
    public static string Minutes(long minutes, IStringLocalizer<TimeBankText> text)
    {
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        var said = hours == 0 ? text["MinutesOnly", rest] : rest == 0 ? text["HoursOnly", hours] : text["HoursAndMinutes", hours, rest];
        return (minutes < 0 ? "−" : "") + said;
    }

    /// <summary>2026-11-20.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
