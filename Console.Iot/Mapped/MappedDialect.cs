using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mapped;

/// <summary>Gateways described by <c>Devices:Mappings</c>; the first entry that fits a topic reads it.</summary>
internal sealed class MappedDialect(IOptions<DevicesOptions> options, EstateCalendar calendar) : IDialect
{
    private readonly Mapping[] _mappings = [.. options.Value.Mappings.Select(mapping => new Mapping(mapping, calendar))];

    public string Name => Dialects.Mapped;

    public bool Claims(string topic) => _mappings.Length > 0 && Find(topic) is { Mapping.Dialect: null };

    /// <summary>The dialect the settings hand a topic to, and what the topic names; null where they do not.</summary>
    internal (string Dialect, string? Home, string? Device)? HandedTo(string topic) =>
        _mappings.Length > 0 && Find(topic) is { Mapping.Dialect: { } dialect } found ? (dialect, found.Home, found.Device) : null;

    public DialectAnswer Decode(in DialectMessage message) =>
        Find(message.Topic) is { } found ? found.Mapping.Read(message, found.Home, found.Device) : DialectAnswer.Nothing;

    private Found? Find(string topic)
    {
        foreach (var mapping in _mappings)
        {
            if (mapping.Pattern.Match(topic) is { } named)
            {
                return new Found(mapping, named.Home, named.Device);
            }
        }

        return null;
    }

    private sealed record Found(Mapping Mapping, string? Home, string? Device);
}
