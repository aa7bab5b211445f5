using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>What all connections of a server share.</summary>
internal sealed class Broker
{
    private long _connections;

    public Broker(MqttOptions options, IPublishSink sink, IMqttAccess access, TimeProvider time, ILogger log)
    {
        (Options, Sink, Access, Time, Log) = (options, sink, access, time, log);
        Plain = new PlainTopics(options.PlainTopics);
        Retained = new RetainedMessages(options.RetainedLimit, options.RetainedBytes, MayStand, time);
        FailedLogins = new FailedLogins(time);
        Sessions = new SessionTable(options, Tree, access, time);
    }

    public MqttOptions Options { get; }

    public IPublishSink Sink { get; }

    public IMqttAccess Access { get; }

    public TimeProvider Time { get; }

    public ILogger Log { get; }

    public PlainTopics Plain { get; }

    public TopicTree Tree { get; } = new();

    public RetainedMessages Retained { get; }

    /// <summary>Held while a message is kept and its routes are found, and while a subscription is made and the kept messages
    /// are looked up: who subscribes at that moment gets the message, and gets it once.</summary>
    public Lock Retaining { get; } = new();

    public SessionTable Sessions { get; }

    public FailedLogins FailedLogins { get; }

    public MqttCounters Counters { get; } = new();

    /// <summary>The number of a new connection, higher than any before.</summary>
    public long NextConnection() => Interlocked.Increment(ref _connections);

    /// <summary>Finds out what a publication of the peer on the topic is, unless that is known and still true.</summary>
    public TopicUse UseOf(TopicEntry entry, MqttPeer peer)
    {
        var revision = Access.Revision;
        if (entry.Revision != revision)
        {
            var plain = Plain.Holds(entry.Topic);
            var use = plain ? TopicUse.Plain : Sink.Takes(entry.Topic) ? TopicUse.Device : TopicUse.Refused;
            entry.Use = use != TopicUse.Refused && Access.MayPublish(peer, entry.Topic, plain) ? use : TopicUse.Refused;
            entry.Revision = revision;
        }

        return entry.Use;
    }

    /// <summary>Whether a retained message may still be handed out: what its publisher may no longer say is no longer said.</summary>
    private bool MayStand(Message message) =>
        Access.StillHolds(message.Source) && Access.MayPublish(message.Source, message.Topic, message.Plain);

    /// <summary>The clock's reading after some time.</summary>
    public long After(TimeSpan span) => Time.GetTimestamp() + (long)(span.TotalSeconds * Time.TimestampFrequency);

    /// <summary>Sends a command to whoever listens for it; not kept for later, and lost to a listener whose queue is full.</summary>
    public void SendCommand(string topic, byte[] payload)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(topic);
        var entry = new TopicEntry(bytes, topic);
        var publisher = new Publisher(null, Tree);
        if (publisher.FindRoutes(entry))
        {
            publisher.Publish(entry, new Message
            {
                Topic = topic,
                TopicBytes = bytes,
                Payload = payload,
                Qos = Qos.AtMostOnce,
                Retain = false,
                Plain = false,
                Source = MqttPeer.Nobody,
            });
            publisher.Flush();
        }
    }

    /// <summary>Publishes a will with the rights its client has now.</summary>
    public async Task PublishWillAsync(PendingWill pending, CancellationToken cancellation)
    {
        var (will, peer, _) = pending;
        var bytes = System.Text.Encoding.UTF8.GetBytes(will.Topic);
        var entry = new TopicEntry(bytes, will.Topic);
        var use = UseOf(entry, peer);
        if (use == TopicUse.Refused)
        {
            return;
        }

        if (use == TopicUse.Device)
        {
            await Sink.AcceptAsync(new DevicePublish(peer, will.Topic, will.Payload, will.Retain, false, false), NoReceipt.Instance, cancellation);
        }

        var message = new Message
        {
            Topic = will.Topic,
            TopicBytes = bytes,
            Payload = will.Payload,
            Qos = will.Qos,
            Retain = will.Retain,
            Plain = use == TopicUse.Plain,
            Source = peer,
            ExpiresAt = will.Properties.Number(PropertyId.MessageExpiry) is { } seconds ? After(TimeSpan.FromSeconds(seconds)) : null,
            Properties = PublishProperties.Forwarded(new BodyBuilder().PropertyBlock(will.Properties).Written, PropertyPlace.Will),
        };
        var publisher = new Publisher(null, Tree);
        lock (Retaining)
        {
            publisher.FindRoutes(entry);
            if (message is { Retain: true, Plain: true })
            {
                Retained.Set(message);
            }
        }

        publisher.Publish(entry, message);
        publisher.Flush();
    }
}

/// <summary>The receipt of a publication that nobody waits for.</summary>
internal sealed class NoReceipt : IPublishReceipt
{
    public static readonly NoReceipt Instance = new();

    public void Accepted()
    {
    }

    public void Rejected(Exception? reason = null)
    {
    }
}
