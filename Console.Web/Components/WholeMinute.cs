namespace CommunityConsole.Web.Components;

/// <summary>Times as a field for date and time takes them: a browser finds fault with seconds nobody typed.</summary>
public static class WholeMinute
{
    /// <summary>The minute the time is in.</summary>
    public static DateTime Down(DateTime time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMinute));

    /// <summary>The same where it is a whole minute, else the next: never before <paramref name="time"/>.</summary>
    public static DateTime Up(DateTime time) => Down(time) is var minute && minute == time ? time : minute.AddMinutes(1);
}
