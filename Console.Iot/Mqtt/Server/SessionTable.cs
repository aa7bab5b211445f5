using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>A will whose delay has begun.</summary>
internal sealed record PendingWill(WillMessage Will, MqttPeer Peer, long DueAt);

/// <summary>What <see cref="SessionTable.Attach"/> found.</summary>
/// <param name="Present">Whether the client had a session before.</param>
/// <param name="Broken">Wills that became due because their session ended or their connection was replaced.</param>
internal readonly record struct Attached(Session Session, bool Present, IReadOnlyList<PendingWill> Broken);

/// <summary>All sessions, connected or not.</summary>
internal sealed class SessionTable(MqttOptions options, TopicTree tree, IMqttAccess access, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<SessionKey, Session> _all = [];
    private readonly Dictionary<string, HashSet<Session>> _ofUser = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _all.Count;
            }
        }
    }

    /// <summary>Finds or makes the session of a client and gives it to the connection; an older connection loses it.</summary>
    /// <param name="welcome">Writes CONNACK before anything else can be written; told whether the session was there.</param>
    /// <exception cref="WireFault">There are too many sessions.</exception>
    public Attached Attach(SessionKey key, bool cleanStart, TimeSpan expiry, ClientConnection connection, int window, Action<bool> welcome)
    {
        lock (_gate)
        {
            var session = _all.GetValueOrDefault(key);
            var broken = new List<PendingWill>();
            if (session?.Connection?.GiveUp(session) is { } will && (cleanStart || will.DueAt <= time.GetTimestamp()))
            {
                broken.Add(will);
            }

            var present = session is not null && !cleanStart && !(session.EndsAt <= time.GetTimestamp());
            if (session is not null && !present)
            {
                if (session.Will is { } delayed)
                {
                    broken.Add(delayed);
                }

                End(session);
                session = null;
            }

            if (session is null)
            {
                session = Add(key, broken);
            }

            // Back before the delay was over: nobody needs to know that the client was gone (MQTT 5.0, 3.1.3.2.2).
            session.Will = null;
            session.Expiry = expiry;
            session.Peer = connection.Peer;
            connection.Own(session);
            welcome(present);
            session.Attach(connection, window);
            return new Attached(session, present, broken);
        }
    }

    /// <summary>The client of the connection has proven itself again, by another key maybe.</summary>
    /// <exception cref="WireFault">The session belongs to another connection by now.</exception>
    public void Renew(ClientConnection connection, Session session, MqttLogin login)
    {
        lock (_gate)
        {
            Own(session, connection).Peer = connection.Renew(login);
        }
    }

    /// <summary>The connection is over; its session waits for the client, or ends.</summary>
    /// <param name="will">What to publish, now or after its delay; null for none.</param>
    /// <returns>The will, if it is due now.</returns>
    public PendingWill? Detach(Session session, ClientConnection connection, PendingWill? will)
    {
        lock (_gate)
        {
            if (!session.Detach(connection))
            {
                return will;
            }

            var now = time.GetTimestamp();
            if (session.Expiry <= TimeSpan.Zero)
            {
                End(session);
                return will;
            }

            session.EndsAt = now + Stamps(session.Expiry);
            session.Will = will?.DueAt > now ? will : null;
            return session.Will is null ? will : null;
        }
    }

    /// <summary>Adds a subscription, in place of the one with the same text.</summary>
    /// <returns>Whether it is new; null when there is no room for it.</returns>
    /// <exception cref="WireFault">The session belongs to another connection by now.</exception>
    public bool? Subscribe(ClientConnection connection, Subscription subscription)
    {
        lock (_gate)
        {
            var own = Own(subscription.Session, connection).Subscriptions;
            if (own.Remove(subscription.Text, out var old))
            {
                tree.Remove(old);
            }
            else if (own.Count >= options.SubscriptionLimit)
            {
                return null;
            }

            own.Add(subscription.Text, subscription);
            tree.Add(subscription);
            return old is null;
        }
    }

    /// <returns>Whether there was such a subscription.</returns>
    /// <exception cref="WireFault">The session belongs to another connection by now.</exception>
    public bool Unsubscribe(ClientConnection connection, Session session, string text)
    {
        lock (_gate)
        {
            if (!Own(session, connection).Subscriptions.Remove(text, out var old))
            {
                return false;
            }

            tree.Remove(old);
            return true;
        }
    }

    /// <summary>The sessions that are to outlive the program.</summary>
    public List<KeptSession> Keep()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            return [.. _all.Values.Where(s => s.Expiry > TimeSpan.Zero && !(s.EndsAt <= now)).Select(s => s.Keep(now + Stamps(s.Expiry)))];
        }
    }

    /// <summary>Takes over a session of an earlier run, unless its time is over.</summary>
    public void Restore(KeptSession kept, MqttPeer peer)
    {
        lock (_gate)
        {
            if (kept.EndsAt <= time.GetTimestamp() || _all.ContainsKey(kept.Key) || _all.Count >= options.SessionLimit)
            {
                return;
            }

            var session = Add(kept.Key, []);
            session.Peer = peer;
            session.Restore(kept);
            foreach (var one in kept.Subscriptions)
            {
                if (TopicRules.TrySplitShare(one.Text, out var group, out var filter))
                {
                    var subscription = new Subscription(session, one.Text, filter, group, one.Options, one.Identifier);
                    session.Subscriptions.Add(one.Text, subscription);
                    tree.Add(subscription);
                }
            }
        }
    }

    /// <summary>Ends the sessions whose time or login is over or whose queue overflowed, and hands out the wills that are due.</summary>
    public List<PendingWill> Sweep()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var due = new List<PendingWill>();
            foreach (var session in _all.Values.Where(s => !s.IsOnline).ToList())
            {
                // Messages that a client was promised cannot wait for ever. Dropping some would be a silent loss; a
                // session that ends is seen by the client when it comes back.
                var over = session.EndsAt <= now || session.IsFull || !access.StillHolds(session.Peer);
                if (session.Will is { } will && (over || will.DueAt <= now))
                {
                    due.Add(will);
                    session.Will = null;
                }

                if (over)
                {
                    End(session);
                }
            }

            return due;
        }
    }

    // A client that takes a new name each time would leave a session behind each time: its oldest one makes room.
    private Session Add(SessionKey key, List<PendingWill> broken)
    {
        if (_all.Count >= options.SessionLimit)
        {
            throw new WireFault(ReasonCode.QuotaExceeded, "There are too many sessions.");
        }

        var session = new Session(key, options, time);
        if (key.UserName is { } user)
        {
            var same = _ofUser.TryGetValue(user, out var known) ? known : _ofUser[user] = [];
            if (same.Count >= options.SessionsPerUser)
            {
                var oldest = same.Where(s => !s.IsOnline).MinBy(s => s.EndsAt)
                    ?? throw new WireFault(ReasonCode.QuotaExceeded, "The user has too many connections.");
                if (oldest.Will is { } will)
                {
                    broken.Add(will);
                }

                End(oldest);
                same = _ofUser.TryGetValue(user, out known) ? known : _ofUser[user] = [];
            }

            same.Add(session);
        }

        _all.Add(key, session);
        return session;
    }

    private static Session Own(Session session, ClientConnection connection) => session.Connection == connection
        ? session
        : throw new WireFault(ReasonCode.SessionTakenOver, "The session was taken over.");

    private long Stamps(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    private void End(Session session)
    {
        _all.Remove(session.Key);
        if (session.Key.UserName is { } user && _ofUser.TryGetValue(user, out var same) && same.Remove(session) && same.Count == 0)
        {
            _ofUser.Remove(user);
        }

        foreach (var subscription in session.Subscriptions.Values)
        {
            tree.Remove(subscription);
        }

        session.End();
    }
}
