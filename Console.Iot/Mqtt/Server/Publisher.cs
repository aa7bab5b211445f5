using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Where a message goes for one subscriber: its matching subscriptions made one.</summary>
internal readonly record struct Route(Session Session, Qos Qos, bool RetainAsPublished, uint[] Identifiers);

/// <summary>Brings messages to subscribers. One per connection, used by its read loop only.</summary>
/// <param name="session">Whose publications; null for a will whose session is gone.</param>
internal sealed class Publisher(Session? session, TopicTree tree)
{
    private readonly List<Outbox> _written = [];
    private readonly List<Session> _full = [];
    private readonly List<Subscription> _found = [];
    private readonly List<ShareGroup> _groups = [];

    /// <summary>Brings the entry's routes up to date.</summary>
    /// <returns>Whether anybody gets messages of this topic.</returns>
    public bool FindRoutes(TopicEntry entry)
    {
        if (entry.Version != tree.Version)
        {
            _found.Clear();
            _groups.Clear();
            entry.Version = tree.Match(entry.Topic, _found, _groups);
            entry.Routes = Merge();
            entry.Groups = _groups.Count == 0 ? [] : [.. _groups];
        }

        return entry.Routes.Count > 0 || entry.Groups.Count > 0;
    }

    /// <summary>Hands a copy to everyone on the entry's routes.</summary>
    public void Publish(TopicEntry entry, Message message)
    {
        foreach (var route in entry.Routes)
        {
            Deliver(route.Session, new Delivery(
                message, Lower(route.Qos, message.Qos), message.Retain && route.RetainAsPublished, route.Identifiers));
        }

        foreach (var group in entry.Groups)
        {
            if (group.Next() is { } member)
            {
                Deliver(member.Session, new Delivery(
                    message, Lower(member.Options.Qos, message.Qos), message.Retain && member.Options.RetainAsPublished, Identifiers(member)));
            }
        }
    }

    /// <summary>Sends what was written since the last call. Before anything is waited for, so that nobody waits with it.</summary>
    public void Flush()
    {
        foreach (var outbox in _written)
        {
            outbox.Flush();
        }

        _written.Clear();
    }

    /// <summary>Whether some subscriber has so much waiting that <see cref="WhenRoomAsync"/> must be awaited.</summary>
    public bool MustWait => _full.Count > 0;

    /// <summary>Waits until the subscribers that are full have room again: a slow reader slows its publishers down.</summary>
    public async Task WhenRoomAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var one in _full)
            {
                await one.WhenRoomAsync().WaitAsync(cancellation);
            }
        }
        finally
        {
            _full.Clear();
        }
    }

    private static Qos Lower(Qos a, Qos b) => a < b ? a : b;

    private static uint[] Identifiers(Subscription one) => one.Identifier == 0 ? [] : [one.Identifier];

    private void Deliver(Session target, in Delivery delivery)
    {
        if (target.Deliver(delivery) is { } outbox && outbox.ClaimFlush())
        {
            _written.Add(outbox);
        }

        // Two clients that wait for each other would wait for ever. So nobody waits for itself, nor while others wait for
        // it - until far beyond full.
        if (target.IsFull && (target.IsOverfull || (target != session && session?.HasWaiters != true)) && !_full.Contains(target))
        {
            _full.Add(target);
        }
    }

    // One message per subscriber whatever the number of its filters that match, with the highest QoS and all identifiers
    // (MQTT 5.0, 3.3.4). A no-local subscription does not count for the client's own messages.
    private List<Route> Merge()
    {
        var routes = new List<Route>();
        foreach (var same in _found.Where(s => !s.Options.NoLocal || s.Session != session).GroupBy(s => s.Session))
        {
            routes.Add(new Route(
                same.Key,
                same.Max(s => s.Options.Qos),
                same.Any(s => s.Options.RetainAsPublished),
                [.. same.Where(s => s.Identifier != 0).Select(s => s.Identifier)]));
        }

        return routes;
    }
}
