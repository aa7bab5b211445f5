using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Client;

/// <summary>A packet of the client that the server must answer.</summary>
/// <param name="message">Null for SUBSCRIBE and UNSUBSCRIBE, which are not sent again.</param>
internal sealed class PendingAnswer(MqttMessage? message)
{
    public MqttMessage? Message { get; } = message;

    /// <summary>0 until it is first sent.</summary>
    public ushort PacketId { get; set; }

    /// <summary>Rises with every packet, so that a new connection sends them again in their order.</summary>
    public long Order { get; set; }

    /// <summary>PUBREC has come; only PUBREL is sent from now on.</summary>
    public bool Released { get; set; }

    public TaskCompletionSource<ReasonCode> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The packet identifiers in use; they outlive a connection.</summary>
internal sealed class PendingAnswers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, PendingAnswer> _all = [];
    private long _order;
    private ushort _last;

    /// <summary>Gives the packet an identifier that is free.</summary>
    public void Add(PendingAnswer pending)
    {
        lock (_gate)
        {
            do
            {
                _last = _last == ushort.MaxValue ? (ushort)1 : (ushort)(_last + 1);
            }
            while (_all.ContainsKey(_last));

            (pending.PacketId, pending.Order) = (_last, ++_order);
            _all.Add(_last, pending);
        }
    }

    public PendingAnswer? Find(ushort packetId)
    {
        lock (_gate)
        {
            return _all.GetValueOrDefault(packetId);
        }
    }

    /// <summary>The identifier is free again. Null when it was not in use.</summary>
    public PendingAnswer? Take(ushort packetId)
    {
        lock (_gate)
        {
            return _all.Remove(packetId, out var pending) ? pending : null;
        }
    }

    /// <summary>The publications to send again, in order.</summary>
    public List<PendingAnswer> Publications()
    {
        lock (_gate)
        {
            return [.. _all.Values.Where(p => p.Message is not null).OrderBy(p => p.Order)];
        }
    }

    /// <summary>Ends all waiting, or only that for what is not sent again.</summary>
    public void Fail(Exception reason, bool publicationsToo)
    {
        List<PendingAnswer> over;
        lock (_gate)
        {
            over = [.. _all.Values.Where(p => publicationsToo || p.Message is null)];
            over.ForEach(p => _all.Remove(p.PacketId));
        }

        over.ForEach(p => p.Answer.TrySetException(reason));
    }
}
