using System.ComponentModel.DataAnnotations;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mapped;

/// <summary>Checks <c>Devices:Mappings</c>; a wrong entry stops the start and names its key.</summary>
internal sealed class MappingsCheck : IValidateOptions<DevicesOptions>
{
    // Dialects that need nothing of the topic but the device.
    private static readonly string[] Handed = [Dialects.Wmbusmeters, Dialects.Cjt188, Dialects.Dlt645, Dialects.Tuya];

    public ValidateOptionsResult Validate(string? name, DevicesOptions options)
    {
        var wrong = options.Mappings.Index().SelectMany(mapping => Faults($"Devices:Mappings:{mapping.Index}", mapping.Item)).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Faults(string key, MappingOptions mapping)
    {
        foreach (var fault in Annotated(key, mapping))
        {
            yield return fault;
        }

        if (TopicPattern.Of(mapping.Topic) is null)
        {
            yield return $"{key}:Topic '{mapping.Topic}' is not a topic filter with {{home}} and {{device}} as whole levels.";
        }

        if (mapping.Dialect is { Length: > 0 } dialect)
        {
            if (!Handed.Contains(dialect))
            {
                yield return $"{key}:Dialect '{dialect}' is not one of {string.Join(", ", Handed)}.";
            }

            yield break;
        }

        if (!mapping.Topic.Contains("{device}", StringComparison.Ordinal) && string.IsNullOrEmpty(mapping.Device))
        {
            yield return $"{key}:Device is needed where the topic has no {{device}}.";
        }

        if (mapping.Zone is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            yield return $"{key}:Zone '{zone}' is not a time zone.";
        }

        if (mapping.Fields.Count == 0)
        {
            yield return $"{key}:Fields names no field.";
        }

        foreach (var fault in mapping.Fields.Index().SelectMany(field => Faults($"{key}:Fields:{field.Index}", field.Item)))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Faults(string key, MappedField field)
    {
        foreach (var fault in Annotated(key, field))
        {
            yield return fault;
        }

        var measure = Mapping.MeasureOf(field);
        if (measure == default)
        {
            yield return $"{key}:Measure '{field.Measure}' is not a measure.";
        }
        else if (Mapping.FactorOf(field) == 0)
        {
            yield return $"{key}:Unit '{field.Unit}' is not a unit of {field.Measure}.";
        }

        foreach (var (written, word) in field.Words)
        {
            if (word.Length > 0 && measure != Measure.Sos && measure != default && !MeasureText.TryValue(measure, word, out _))
            {
                yield return $"{key}:Words:{written} '{word}' is not a value of {field.Measure}.";
            }
        }
    }

    private static IEnumerable<string> Annotated(string key, object entry)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(entry, new ValidationContext(entry), found, validateAllProperties: true);
        return found.Select(fault => $"{key}:{fault.MemberNames.FirstOrDefault()} {fault.ErrorMessage}");
    }
}
