using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The last retained message of each plain topic. Each community has its own bounds, in count and bytes: none can
/// take the room of another.</summary>
/// <param name="limit">How many messages of one community.</param>
/// <param name="byteLimit">How many bytes of one community.</param>
/// <param name="mayStand">Whether a message may still be handed out; what may not is forgotten.</param>
internal sealed class RetainedMessages(int limit, int byteLimit, Func<Message, bool> mayStand, TimeProvider time)
{
    // While the disk fails what is unwritten does not grow for ever; then some topics come back with an older message.
    private const int MostUnwritten = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Message> _byTopic = [];
    private readonly Dictionary<string, Share> _shares = [];
    private HashSet<string> _changed = [];

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byTopic.Count;
            }
        }
    }

    /// <summary>Keeps the message as its topic's last, or forgets the topic when the payload is empty.</summary>
    /// <returns>False when there is no room; the message is then not retained.</returns>
    public bool Set(Message message)
    {
        lock (_gate)
        {
            Forget(message.Topic);
            if (message.Payload.Length == 0)
            {
                return true;
            }

            var added = Add(message);
            if (added)
            {
                _changed.Add(message.Topic);
            }

            return added;
        }
    }

    /// <summary>Takes over a message of an earlier run.</summary>
    public void Restore(Message message)
    {
        lock (_gate)
        {
            Add(message);
        }
    }

    /// <summary>What changed since the last call, by topic; null for a topic that has no message any more.</summary>
    public Dictionary<string, Message?> TakeChanges()
    {
        lock (_gate)
        {
            var changed = _changed;
            _changed = [];
            return changed.ToDictionary(topic => topic, topic => _byTopic.GetValueOrDefault(topic));
        }
    }

    /// <summary>These were not written after all.</summary>
    public void GiveBack(IEnumerable<string> topics)
    {
        lock (_gate)
        {
            _changed.UnionWith(topics.Take(MostUnwritten - Math.Min(MostUnwritten, _changed.Count)));
        }
    }

    private bool Add(Message message)
    {
        var share = ShareOf(message);
        if (!HasRoom(share, message))
        {
            ForgetExpired();
            share = ShareOf(message);
            if (!HasRoom(share, message))
            {
                return false;
            }
        }

        _byTopic.Add(message.Topic, message);
        share.Count++;
        share.Bytes += message.Weight;
        return true;
    }

    /// <summary>The retained messages a filter matches. The count limit bounds the time this takes.</summary>
    public List<Message> Matching(string filter)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            IEnumerable<Message> candidates = filter.AsSpan().IndexOfAny('#', '+') < 0
                ? _byTopic.TryGetValue(filter, out var one) ? [one] : []
                : _byTopic.Values.Where(m => TopicRules.Matches(filter, m.Topic)).ToList();
            var found = new List<Message>();
            foreach (var message in candidates)
            {
                if (message.ExpiresAt <= now || !mayStand(message))
                {
                    Forget(message.Topic);
                }
                else
                {
                    found.Add(message);
                }
            }

            return found;
        }
    }

    private bool HasRoom(Share share, Message message) => share.Count < limit && share.Bytes + message.Weight <= byteLimit;

    private void ForgetExpired()
    {
        var now = time.GetTimestamp();
        foreach (var message in _byTopic.Values.Where(m => m.ExpiresAt <= now).ToList())
        {
            Forget(message.Topic);
        }
    }

    private void Forget(string topic)
    {
        if (!_byTopic.Remove(topic, out var old))
        {
            return;
        }

        _changed.Add(topic);

        var share = ShareOf(old);
        share.Bytes -= old.Weight;
        if (--share.Count == 0)
        {
            _shares.Remove(Tenant(old));
        }
    }

    private Share ShareOf(Message message)
    {
        if (!_shares.TryGetValue(Tenant(message), out var share))
        {
            share = new Share();
            _shares.Add(Tenant(message), share);
        }

        return share;
    }

    private static string Tenant(Message message) => message.Source.Community ?? "";

    private sealed class Share
    {
        public int Count { get; set; }

        public long Bytes { get; set; }
    }
}
