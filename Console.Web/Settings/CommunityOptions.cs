using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Web.Settings;

/// <summary>Section <c>Community</c>: which community this installation serves first.</summary>
public sealed class CommunityOptions : IValidatableObject
{
    public const string Section = "Community";

    /// <summary>The id that topics, rows and accounts carry.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_-]{1,64}")]
    public string Id { get; set; } = "demo";

    /// <summary>The zone the estate's days are counted in, an IANA name.</summary>
    [Required]
    public string TimeZone { get; set; } = "Asia/Shanghai";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _))
        {
            yield return new ValidationResult($"'{TimeZone}' is no time zone of this machine.", [nameof(TimeZone)]);
        }
    }
}
