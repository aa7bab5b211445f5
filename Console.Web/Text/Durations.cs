using System.Globalization;

namespace CommunityConsole.Web.Text;

/// <summary>Spans of time in words; <c>wwwroot/js/clock.js</c> goes on with the same words where they tick.</summary>
public static class Durations
{
    /// <summary>12 分 05 秒, 6 小时 20 分, 3 天 4 小时; never below zero.</summary>
    public static string Of(TimeSpan span)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        var total = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return total switch
        {
            { Days: > 0 } => english ? $"{total.Days} d {total.Hours} h" : $"{total.Days} 天 {total.Hours} 小时",
            { Hours: > 0 } => english ? $"{total.Hours} h {total.Minutes:00} min" : $"{total.Hours} 小时 {total.Minutes:00} 分",
            _ => english ? $"{total.Minutes} min {total.Seconds:00} s" : $"{total.Minutes} 分 {total.Seconds:00} 秒",
        };
    }

    /// <summary>A span nobody watches tick, without needless precision: 45 秒, 15 分, 6 小时, 1.5 小时.</summary>
    public static string About(TimeSpan span)
    {
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return span switch
        {
            { TotalSeconds: < 1 } => Number(span.TotalMilliseconds, "0", english ? "ms" : "毫秒"),
            { TotalSeconds: < 90 } => Number(span.TotalSeconds, "0", english ? "s" : "秒"),
            { TotalMinutes: < 90 } => Number(span.TotalMinutes, "0", english ? "min" : "分"),
            { TotalHours: < 48 } => Number(span.TotalHours, "0.#", english ? "h" : "小时"),
            _ => Number(span.TotalDays, "0.#", english ? "d" : "天"),
        };
    }

    private static string Number(double value, string format, string unit) => $"{value.ToString(format, CultureInfo.CurrentCulture)} {unit}";
}
