using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CommunityConsole.Iot.HomeAssistant;

/// <summary>
/// The value templates discoveries have in practice: <c>{{ value }}</c>, <c>{{ value_json.ENERGY.Total }}</c>,
/// <c>{{ value_json['total'] | float }}</c>. Anything that computes is refused: a number must not be guessed.
/// </summary>
internal sealed class ValueTemplate
{
    // Without backtracking: a template comes from outside, and must not cost more than its length.
    private static readonly Regex Form = new(
        """^\s*\{\{\s*(?:(?<whole>value)|value_json(?<path>(?:\.\w+|\[\s*'[^']+'\s*\]|\[\s*"[^"]+"\s*\]|\[\s*\d+\s*\])+))\s*(?:\|\s*(?:float|int|string|is_defined|round|default)\s*(?:\([^()]*\))?\s*)*\}\}\s*$""",
        RegexOptions.NonBacktracking);

    private static readonly Regex Member = new(
        """\.(?<name>\w+)|\[\s*'(?<name>[^']+)'\s*\]|\[\s*"(?<name>[^"]+)"\s*\]|\[\s*(?<name>\d+)\s*\]""", RegexOptions.NonBacktracking);

    private readonly string[]? _path;

    private ValueTemplate(string[]? path) => _path = path;

    /// <summary>The whole payload.</summary>
    internal static ValueTemplate Whole { get; } = new(null);

    /// <summary>Null when the template is not one of these forms.</summary>
    internal static ValueTemplate? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Whole;
        }

        var match = Form.Match(text);
        return !match.Success ? null
            : match.Groups["whole"].Success ? Whole
            : new ValueTemplate([.. Member.Matches(match.Groups["path"].Value).Select(m => m.Groups["name"].Value)]);
    }

    /// <summary>The value in a payload; empty where it has none.</summary>
    /// <exception cref="JsonException">The payload should be JSON and is not.</exception>
    /// <exception cref="InvalidOperationException">A text in it is not UTF-8.</exception>
    internal FieldValue Read(ReadOnlyMemory<byte> payload)
    {
        if (_path is null)
        {
            return FieldValue.Of(System.Text.Encoding.UTF8.GetString(payload.Span).Trim());
        }

        using var document = JsonDocument.Parse(payload);
        var at = document.RootElement;
        foreach (var name in _path)
        {
            if (at.ValueKind == JsonValueKind.Array && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
            {
                at = at[index];
            }
            else if (at.Get(name) is { } member)
            {
                at = member;
            }
            else
            {
                return default;
            }
        }

        return FieldValue.Of(at);
    }
}
