using System.Globalization;
using System.Text.Json;

namespace CommunityConsole.Iot.Mapped;

/// <summary>A place in a payload: names parted by dots, numbers for entries of a list. The empty path is the payload itself.</summary>
internal sealed class JsonPath(string? text)
{
    private readonly string[] _steps = string.IsNullOrEmpty(text) ? [] : text.Split('.');

    /// <summary>The element; null where there is none.</summary>
    internal JsonElement? Find(JsonElement from)
    {
        JsonElement? at = from;
        foreach (var step in _steps)
        {
            at = at is { ValueKind: JsonValueKind.Array } list
                ? int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < list.GetArrayLength() ? list[index] : null
                : at?.Get(step);
        }

        return at;
    }
}
