using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Care;

/// <summary>Settings of the care desk.</summary>
public sealed class CareOptions : IValidatableObject
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Care";

    /// <summary>The desk's own number: a resident who answers by link is told to phone it. Empty: only the emergency numbers are told.</summary>
    [MaxLength(32)]
    public string DeskPhone { get; set; } = "";

    /// <summary>Whom to phone about an outage of an area, in this order: property office, power, water, network.</summary>
    [MaxLength(10)]
    public IReadOnlyList<AreaContact> AreaContacts { get; set; } = [];

    /// <summary>From this hour on a sign of life counts for the morning list, the estate's time.</summary>
    public TimeOnly MorningFrom { get; set; } = new(5, 0);

    /// <summary>By this hour every home has given a sign or is on the list to call, the estate's time.</summary>
    public TimeOnly MorningBy { get; set; } = new(10, 0);

    /// <summary>How long the calls of the morning list are kept.</summary>
    [Range(typeof(TimeSpan), "7.00:00:00", "3660.00:00:00")]
    public TimeSpan MorningCallsKept { get; set; } = TimeSpan.FromDays(365);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MorningBy <= MorningFrom)
        {
            yield return new ValidationResult("Care:MorningBy must be later in the day than Care:MorningFrom.", [nameof(MorningBy)]);
        }
    }
}

/// <summary>An office to phone about an area; no personal data.</summary>
public sealed class AreaContact
{
    /// <summary>As people say it: 物业服务中心.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>Its telephone number.</summary>
    [Required]
    public string Phone { get; set; } = "";
}
