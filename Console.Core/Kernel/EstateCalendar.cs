namespace CommunityConsole.Core.Kernel;

/// <summary>Turns instants into the days and hours the estate lives by. Instants are UTC everywhere else.</summary>
public sealed class EstateCalendar(TimeZoneInfo zone)
{
    /// <summary>The estate's time zone.</summary>
    public TimeZoneInfo Zone { get; } = zone;

    /// <summary>The zone's offsets by the hour, for those who ask with every reading.</summary>
    public ZoneOffsets Offsets { get; } = new(zone);

    /// <summary>The same instant with the estate's offset, as people there would say it.</summary>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The estate's date of an instant.</summary>
    public DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>The instant of a local time that names no zone; the earlier one where the clock is set back.</summary>
    public DateTimeOffset Instant(DateTime local)
    {
        var unzoned = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        var offset = Zone.IsAmbiguousTime(unzoned) ? Zone.GetAmbiguousTimeOffsets(unzoned).Max() : Zone.GetUtcOffset(unzoned);
        return new DateTimeOffset(unzoned, offset).ToUniversalTime();
    }
}
