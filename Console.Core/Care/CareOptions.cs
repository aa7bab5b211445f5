using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Care;

/// <summary>Settings of the care desk.</summary>
public sealed class CareOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Care";

    /// <summary>Whom to phone about an outage of an area, in this order: property office, power, water, network.</summary>
    [MaxLength(10)]
    public IReadOnlyList<AreaContact> AreaContacts { get; set; } = [];
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
