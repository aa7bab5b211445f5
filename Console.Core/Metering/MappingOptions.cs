using System.ComponentModel.DataAnnotations;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// One entry of <c>Devices:Mappings</c>: how to read a gateway that none of the dialects knows. Either the fields are named
/// here, or the topic is handed to a dialect whose payload it carries.
/// </summary>
public sealed class MappingOptions
{
    /// <summary>Part of the devices' names on the wire, so that two gateways may number alike.</summary>
    [Required, RegularExpression("[A-Za-z0-9_-]{1,64}")]
    public string Name { get; set; } = "";

    /// <summary>A topic filter in which <c>{home}</c> and <c>{device}</c> may stand for a level, as in <c>gw/{home}/{device}/data</c>.</summary>
    [Required]
    public string Topic { get; set; } = "";

    /// <summary>A dialect of <see cref="Dialects.Foreign"/> that reads the payload; then nothing below is used.</summary>
    public string? Dialect { get; set; }

    /// <summary>The family of the devices; from the measures where it is not given.</summary>
    public DeviceKind Kind { get; set; }

    /// <summary>Path of a list with one entry for each device or time; the whole payload where it is empty.</summary>
    public string? Each { get; set; }

    /// <summary>Path of the device's name, where the topic does not carry it.</summary>
    public string? Device { get; set; }

    /// <summary>Path of the message's number, by which a repetition is known.</summary>
    public string? Sequence { get; set; }

    /// <summary>Path of the event time; the time of receipt where it is empty.</summary>
    public string? Time { get; set; }

    /// <summary><c>ms</c>, <c>s</c> (Unix times), <c>iso</c>, or a .NET date format such as <c>yyyyMMddHHmmss</c>.</summary>
    public string TimeForm { get; set; } = "iso";

    /// <summary>The zone of times that name none, as in <c>Asia/Shanghai</c>; the estate's where it is empty.</summary>
    public string? Zone { get; set; }

    /// <summary>What to read.</summary>
    public IList<MappedField> Fields { get; } = [];
}

/// <summary>One field of a mapping.</summary>
public sealed class MappedField
{
    /// <summary>Names parted by dots, numbers for entries of a list: <c>data.reading.0.total</c>.</summary>
    [Required]
    public string Path { get; set; } = "";

    /// <summary>A measure's word as in our own dialect: <c>total_l</c>, <c>lock</c>, <c>battery</c>.</summary>
    [Required]
    public string Measure { get; set; } = "";

    /// <summary><c>L</c>, <c>m3</c>, <c>Wh</c>, <c>kWh</c>, <c>W</c>, <c>kW</c>; the measure's own unit where it is empty.</summary>
    public string? Unit { get; set; }

    /// <summary>A number of the payload times this is in <see cref="Unit"/>: 10 for a pulse of ten litres.</summary>
    [Range(typeof(decimal), "0.000001", "1000000")]
    public decimal Factor { get; set; } = 1;

    /// <summary>For locks, doors, alarms and links: the payload's words, and ours: <c>"1": "open"</c>.</summary>
    public IDictionary<string, string> Words { get; } = new Dictionary<string, string>();

    /// <summary>The state is sent again and again, and only a change is an event. True for locks, doors and alarms unless set.</summary>
    public bool Repeats { get; set; } = true;
}
