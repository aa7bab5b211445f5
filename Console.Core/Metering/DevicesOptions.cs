using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Metering;

/// <summary>Which devices are known from the settings, and what happens to unknown ones.</summary>
public sealed class DevicesOptions
{
    public const string Section = "Devices";

    /// <summary>Whether a device nobody entered is taken in with its first message. True in Development only, unless set.</summary>
    public bool AutoRegister { get; set; }

    /// <summary>How many devices may be known; auto-registration stops there, so made-up names cannot fill the memory.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 50_000;

    /// <summary>Homes of devices whose dialect does not name one: all but our own.</summary>
    public IList<NamedDevice> Names { get; } = [];

    /// <summary>Gateways that speak none of the dialects.</summary>
    public IList<MappingOptions> Mappings { get; } = [];
}

/// <summary>A device of a foreign dialect and where it stands.</summary>
public sealed class NamedDevice
{
    /// <summary>A name of <see cref="Dialects.Foreign"/>.</summary>
    [Required]
    public string Dialect { get; set; } = "";

    /// <summary>Its name on the wire, as in <c>tele/{name}/SENSOR</c>.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>The home it stands in.</summary>
    [Required]
    public string Home { get; set; } = "";

    /// <summary>Its name inside the home; the name on the wire when empty.</summary>
    public string Device { get; set; } = "";

    public DeviceKind Kind { get; set; }
}
