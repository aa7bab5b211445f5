using System.Globalization;
using System.Text.Json;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Iot;

/// <summary>Reads the times devices write.</summary>
internal static class JsonTimes
{
    // Beyond these a sum with a zone's offset, or a difference, would leave what a time can hold.
    private const int FirstYear = 1970;
    private const int LastYear = 9000;

    /// <summary>An ISO 8601 text (without a zone: the estate's time) or Unix milliseconds; false for anything else.</summary>
    internal static bool TryRead(ref Utf8JsonReader json, EstateCalendar calendar, out DateTimeOffset at)
    {
        at = default;
        if (json.TokenType == JsonTokenType.Number)
        {
            return json.TryGetInt64(out var milliseconds) && TryUnix(milliseconds, 1, out at);
        }

        return json.TokenType == JsonTokenType.String && json.TryGetDateTime(out var local)
            && TryIso(local, calendar, json.TryGetDateTimeOffset(out var zoned) ? zoned : null, out at);
    }

    /// <inheritdoc cref="TryRead(ref Utf8JsonReader, EstateCalendar, out DateTimeOffset)"/>
    /// <param name="json">The value.</param>
    /// <param name="calendar">The estate's.</param>
    /// <param name="at">The instant, UTC.</param>
    /// <param name="unit">Milliseconds in one unit of a Unix time.</param>
    internal static bool TryRead(JsonElement json, EstateCalendar calendar, out DateTimeOffset at, long unit = 1)
    {
        at = default;
        if (json.ValueKind != JsonValueKind.String)
        {
            return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var count) && TryUnix(count, unit, out at);
        }

        return json.TryGetDateTime(out var local)
            ? TryIso(local, calendar, json.TryGetDateTimeOffset(out var zoned) ? zoned : null, out at)
            : TrySpaced(json.GetString()!, calendar, out at)
                || (long.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var written) && TryUnix(written, unit, out at));
    }

    /// <summary>A Unix time of <paramref name="unit"/> milliseconds each.</summary>
    internal static bool TryUnix(long count, long unit, out DateTimeOffset at)
    {
        at = default;
        if (count < 0 || count > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() / unit)
        {
            return false;
        }

        at = DateTimeOffset.FromUnixTimeMilliseconds(count * unit);
        return at.Year < LastYear;
    }

    private static bool TryIso(DateTime local, EstateCalendar calendar, DateTimeOffset? zoned, out DateTimeOffset at)
    {
        at = default;
        if (local.Year is < FirstYear or > LastYear)
        {
            return false;
        }

        at = local.Kind == DateTimeKind.Unspecified ? calendar.Instant(local) : (zoned ?? default).ToUniversalTime();
        return zoned is not null || local.Kind == DateTimeKind.Unspecified;
    }

    // "2026-11-22 08:15:00", as gateways write local time.
    private static bool TrySpaced(string text, EstateCalendar calendar, out DateTimeOffset at)
    {
        at = default;
        return DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            && TryIso(local, calendar, null, out at);
    }
}
