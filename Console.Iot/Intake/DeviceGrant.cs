using CommunityConsole.Core.Credentials;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Intake;

/// <summary>The login of a device or gateway by one of its keys. It looks at the login as it is now, so a revocation counts at once.</summary>
/// <param name="Key">Which key; null when the configured authority vouched for it: then the login is good while any of its keys is.</param>
internal sealed record DeviceGrant(LoginSlot Slot, Guid? Key) : MqttLogin(Slot.Current.UserName, Slot.Current.Community)
{
    /// <summary>The device it stands for; null for a gateway.</summary>
    internal LoginDevice? Device => Slot.Current.Device;

    internal bool HoldsAt(DateTimeOffset now) => Key is { } key ? Slot.Current.KeyAt(key, now) is not null : Slot.Current.IsOpenAt(now);

    internal bool MayPublish(string topic) => Matches(Slot.Current.Publish, topic);

    internal bool MayHear(string topic) => Matches(Slot.Current.Subscribe, topic);

    internal bool MaySubscribe(string filter)
    {
        foreach (var own in Slot.Current.Subscribe)
        {
            if (TopicRules.Covers(own, filter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(IReadOnlyList<string> filters, string topic)
    {
        for (var i = 0; i < filters.Count; i++)
        {
            if (TopicRules.Matches(filters[i], topic))
            {
                return true;
            }
        }

        return false;
    }
}
