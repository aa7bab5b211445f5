using CommunityConsole.Core.Metering;

namespace CommunityConsole.Iot.HomeAssistant;

/// <summary>One entity of a discovery that says something of a home.</summary>
/// <param name="Device">The device's name on the wire.</param>
/// <param name="Kind">The family, where the entity tells.</param>
/// <param name="Meaning">What its value means.</param>
/// <param name="StateTopic">Where its state comes.</param>
/// <param name="Template">Where in the payload.</param>
internal sealed record Entity(string Device, DeviceKind Kind, FieldMeaning Meaning, string StateTopic, ValueTemplate Template)
{
    /// <summary>Its own words, and the words they stand for: <c>ON</c> for <c>true</c>.</summary>
    internal IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    /// <summary>After how long a state is no longer believed, which is at least how often it is sent.</summary>
    internal TimeSpan? ExpireAfter { get; init; }

    internal IReadOnlyList<Availability> Availability { get; init; } = [];

    /// <summary>Whether all topics must say that it is there, or any; else the newest decides.</summary>
    internal string AvailabilityMode { get; init; } = "latest";

    internal FieldValue Translate(FieldValue value) => value.Text is { } text && Words.TryGetValue(text, out var word) ? FieldValue.Of(word) : value;
}

/// <summary>A topic that says whether a device is there.</summary>
internal sealed record Availability(string Topic, string Here, string Gone, ValueTemplate Template);
