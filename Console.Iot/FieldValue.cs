using System.Globalization;
using System.Text.Json;

namespace CommunityConsole.Iot;

/// <summary>A value of a message, whatever wrote it: a number by its decimal digits, a text or a flag.</summary>
internal readonly record struct FieldValue(decimal? Number, string? Text, bool? Flag)
{
    // Far beyond every meter, and far below where a product of two could overflow.
    private const decimal Largest = 1e15m;

    internal bool IsEmpty => Number is null && Text is null && Flag is null;

    /// <summary>A JSON value; empty for null, lists and objects.</summary>
    internal static FieldValue Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.TryGetDecimal(out var number) ? Of(number) : default,
        JsonValueKind.String => Of(json.GetString()!),
        JsonValueKind.True => new(null, null, true),
        JsonValueKind.False => new(null, null, false),
        _ => default,
    };

    /// <summary>A text, which may hold a number.</summary>
    internal static FieldValue Of(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= Largest
            ? new(number, text, null)
            : new(null, text, null);

    internal static FieldValue Of(decimal number) => Math.Abs(number) <= Largest ? new(number, null, null) : default;

    internal static FieldValue Of(bool flag) => new(null, null, flag);

    /// <summary>A binary fraction, by the shortest decimal digits that name it: what the sender meant.</summary>
    internal static FieldValue Of(double number) => double.IsFinite(number) ? Of(number.ToString("R", CultureInfo.InvariantCulture)) : default;

    /// <inheritdoc cref="Of(double)"/>
    internal static FieldValue Of(float number) => float.IsFinite(number) ? Of(number.ToString("R", CultureInfo.InvariantCulture)) : default;

    /// <summary>Whole units, rounded once; null when there is no number or it is out of reach.</summary>
    internal long? Whole(decimal factor) => Number is { } number && Math.Abs(number * factor) <= Largest
        ? (long)Math.Round(number * factor, MidpointRounding.AwayFromZero)
        : null;

    /// <summary>A flag, also as a number or a word; null for anything else.</summary>
    internal bool? Truth() => (Flag, Number, Text?.ToUpperInvariant()) switch
    {
        ({ } flag, _, _) => flag,
        (_, 0, _) => false,
        (_, 1, _) => true,
        (_, _, "TRUE" or "ON" or "YES") => true,
        (_, _, "FALSE" or "OFF" or "NO") => false,
        _ => null,
    };
}
