using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CommunityConsole.Core.TimeBank;

/// <summary>A step as text and back, for queues and files: JSON with the step's kind first, its values in their order, no blanks.</summary>
/// <remarks>Each step has one text and each text one step: what is read must be, letter for letter, what would be written.</remarks>
public static class StepText
{
    private static readonly JsonSerializerOptions Form = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new IdConverter(), new SignerConverter(), new JsonStringEnumConverter(allowIntegerValues: false) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { NameKinds } },
    };

    /// <summary>The text of a step.</summary>
    /// <exception cref="ArgumentException">A value of the step is outside its words, such as a state that does not exist.</exception>
    public static string Write(TimeBankStep step)
    {
        try
        {
            return JsonSerializer.Serialize(step, Form);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new ArgumentException($"A step that cannot be written: {step.GetType().Name}.", nameof(step), fault);
        }
    }

    /// <summary>The step of a text.</summary>
    /// <exception cref="FormatException">It is no step, or not written in the one way.</exception>
    public static TimeBankStep Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<TimeBankStep>(text, Form) is { } step && Write(step) == text ? step : throw new FormatException("A step that is not written in the one way.");
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new FormatException("A text that is no step.", fault);
        }
    }

    private static void NameKinds(JsonTypeInfo type)
    {
        if (type.Type != typeof(TimeBankStep))
        {
            return;
        }

        type.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "step", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (var kind in typeof(TimeBankStep).Assembly.GetTypes().Where(static t => t.IsSubclassOf(typeof(TimeBankStep))))
        {
            type.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(kind, kind.Name));
        }
    }

    private sealed class IdConverter : JsonConverter<Id32>
    {
        public override Id32 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { Length: 2 * Id32.Length } digits && digits.All(char.IsAsciiHexDigit) ? Id32.Parse(digits) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Id32 value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    private sealed class SignerConverter : JsonConverter<SignerId>
    {
        public override SignerId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? new SignerId(text) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, SignerId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
