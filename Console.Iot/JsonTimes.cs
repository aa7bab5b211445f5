using System.Text.Json;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Iot;

/// <summary>Reads the times devices write.</summary>
internal static class JsonTimes
{
    /// <summary>An ISO 8601 text (without a zone: the estate's time) or Unix milliseconds; false for anything else.</summary>
    internal static bool TryRead(ref Utf8JsonReader json, EstateCalendar calendar, out DateTimeOffset at)
    {
        at = default;
        if (json.TokenType == JsonTokenType.Number)
        {
            if (!json.TryGetInt64(out var milliseconds) || milliseconds < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
            {
                return false;
            }

            at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
            return true;
        }

        if (json.TokenType != JsonTokenType.String || !json.TryGetDateTime(out var local))
        {
            return false;
        }

        if (local.Kind == DateTimeKind.Unspecified)
        {
            at = calendar.Instant(local);
            return true;
        }

        var zoned = json.TryGetDateTimeOffset(out at);
        at = at.ToUniversalTime();
        return zoned;
    }
}
