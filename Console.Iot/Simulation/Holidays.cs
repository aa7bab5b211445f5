using System.Globalization;

namespace CommunityConsole.Iot.Simulation;

/// <summary>Days on which children come home.</summary>
internal static class Holidays
{
    private static readonly ChineseLunisolarCalendar Lunar = new();

    /// <summary>New Year, National Day, and by the lunar calendar Spring Festival, Dragon Boat and Mid-Autumn.</summary>
    public static bool Includes(DateOnly day)
    {
        if ((day.Month, day.Day) is (1, 1) or (10, >= 1 and <= 3))
        {
            return true;
        }

        var noon = day.ToDateTime(new TimeOnly(12, 0));
        if (noon < Lunar.MinSupportedDateTime || noon > Lunar.MaxSupportedDateTime)
        {
            return false;
        }

        // A leap month repeats the number of the one before it, and every later number is one too high.
        var month = Lunar.GetMonth(noon);
        var leap = Lunar.GetLeapMonth(Lunar.GetYear(noon));
        var named = leap > 0 && month >= leap ? month - 1 : month;
        return month != leap && (named, Lunar.GetDayOfMonth(noon)) is (1, <= 3) or (5, 5) or (8, 15);
    }

    public static bool Weekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
}
