using System.Text.Json;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot;

/// <summary>Reads a payload that should be JSON.</summary>
internal static class JsonPayload
{
    /// <summary>Hands the root to <paramref name="read"/>; whatever is wrong with the text becomes the one refusal.</summary>
    internal static DialectAnswer Read<TState>(ReadOnlyMemory<byte> payload, TState state, Func<JsonElement, TState, DialectAnswer> read)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return read(document.RootElement, state);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text that is not UTF-8, or half a surrogate pair, is noticed when it is read.
            return DialectAnswer.Refused(PacketProblems.NotJson);
        }
    }

    /// <summary>A member of an object; null where it is missing, null itself, or the element is no object.</summary>
    internal static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    internal static string? Text(this JsonElement? element) => element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A whole number, also when it is written as text.</summary>
    internal static long? Whole(this JsonElement? element) => element is { } one && FieldValue.Of(one) is { Number: { } number } && number == Math.Truncate(number)
        ? (long)number
        : null;
}
