using System.Globalization;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>How the end of a time on the shelf is written.</summary>
internal static class ShelfTimes
{
    /// <summary>The hour today; with the day before it on any other day.</summary>
    public static string Of(DateTimeOffset until, DateTimeOffset now, EstateCalendar calendar) =>
        calendar.Local(until).ToString(calendar.Day(until) == calendar.Day(now) ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture);
}
