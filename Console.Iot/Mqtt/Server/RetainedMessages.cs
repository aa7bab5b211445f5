using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The last retained message of each plain topic, bounded in count and bytes.</summary>
internal sealed class RetainedMessages(int limit, int byteLimit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Message> _byTopic = [];
    private long _bytes;

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
            if (_byTopic.Remove(message.Topic, out var old))
            {
                _bytes -= old.Weight;
            }

            if (message.Payload.Length == 0)
            {
                return true;
            }

            if (_byTopic.Count >= limit || _bytes + message.Weight > byteLimit)
            {
                ForgetExpired();
                if (_byTopic.Count >= limit || _bytes + message.Weight > byteLimit)
                {
                    return false;
                }
            }

            _byTopic.Add(message.Topic, message);
            _bytes += message.Weight;
            return true;
        }
    }

    /// <summary>The retained messages a filter matches. The count limit bounds the time this takes.</summary>
    public List<Message> Matching(string filter)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (filter.AsSpan().IndexOfAny('#', '+') < 0)
            {
                return _byTopic.TryGetValue(filter, out var one) && !(one.ExpiresAt <= now) ? [one] : [];
            }

            return [.. _byTopic.Values.Where(m => !(m.ExpiresAt <= now) && TopicRules.Matches(filter, m.Topic))];
        }
    }

    private void ForgetExpired()
    {
        var now = time.GetTimestamp();
        foreach (var message in _byTopic.Values.Where(m => m.ExpiresAt <= now).ToList())
        {
            _byTopic.Remove(message.Topic);
            _bytes -= message.Weight;
        }
    }
}
