using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.HomeAssistant;
using CommunityConsole.Iot.Mapped;

namespace CommunityConsole.Iot.Intake;

/// <summary>
/// All dialects but our own, in the order they are asked: what the settings describe first; topics that only a discovery
/// knows last, or a plug that announces itself would no longer be read by its own dialect.
/// </summary>
internal sealed class ForeignDialects(MappedDialect mapped, HomeAssistantDialect homeAssistant, IEnumerable<IDialect> others)
{
    private readonly IDialect[] _all = [mapped, .. others, homeAssistant];

    /// <summary>The dialect of a topic, and the message as it should read it; null for a topic of none.</summary>
    internal (IDialect Dialect, DialectMessage Message, string? Home)? Find(DialectMessage message)
    {
        if (mapped.HandedTo(message.Topic) is { } handed)
        {
            return (Array.Find(_all, one => one.Name == handed.Dialect)!, message with { Device = handed.Device }, handed.Home);
        }

        foreach (var dialect in _all)
        {
            if (dialect.Claims(message.Topic))
            {
                return (dialect, message, null);
            }
        }

        return null;
    }

    /// <summary>Takes in what was remembered over a restart.</summary>
    internal void Recall(RememberedMessage message)
    {
        if (Find(new DialectMessage(message.Topic, message.Payload, message.Received)) is { } found)
        {
            found.Dialect.Recall(message);
        }
    }
}
