namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Where the listener hands over what devices publish. One sink per server; called by many sessions at once.</summary>
public interface IPublishSink
{
    /// <summary>
    /// Whether <paramref name="topic"/> belongs to a device. Quick and pure: a connection asks once per topic and
    /// remembers the answer. Topics of <see cref="MqttOptions.PlainTopics"/> are never asked about; a topic that is
    /// neither plain nor taken here is refused.
    /// </summary>
    bool Takes(string topic);

    /// <summary>
    /// Takes one publication of a device. The session waits for the returned task before it reads its next packet, so
    /// a full intake slows its senders down; the receipt may be answered long after the task has completed.
    /// </summary>
    /// <remarks>The payload is valid until the returned task completes; who keeps it longer copies it.</remarks>
    /// <exception cref="Exception">Any exception counts as <see cref="IPublishReceipt.Rejected"/>: the connection is
    /// closed and nothing is acknowledged.</exception>
    ValueTask AcceptAsync(DevicePublish publish, IPublishReceipt receipt, CancellationToken cancellation);
}

/// <summary>Answers one publication. Exactly one call of exactly one method, from any thread; the object is reused afterwards.</summary>
public interface IPublishReceipt
{
    /// <summary>The publication is on disk (or in quarantine on disk): the device may forget it. The acknowledgement
    /// goes out when all earlier ones of the connection have gone out.</summary>
    void Accepted();

    /// <summary>It could not be stored: the connection is closed and the device will send it again.</summary>
    void Rejected(Exception? reason = null);
}

/// <summary>One PUBLISH on a device topic.</summary>
/// <param name="Peer">Who sent it; the same object for all packets of a connection, until it proves itself again.</param>
/// <param name="Topic">The topic name; the same string object for repeated packets of a connection where possible.</param>
/// <param name="Payload">The bytes as they came; see <see cref="IPublishSink.AcceptAsync"/> for how long they live.</param>
/// <param name="Retain">The device asked for the message to be retained.</param>
/// <param name="Duplicate">The device says that it may have sent this before.</param>
/// <param name="Acknowledged">Whether the device waits for an acknowledgement (QoS 1 or 2).</param>
public readonly record struct DevicePublish(
    MqttPeer Peer, string Topic, ReadOnlyMemory<byte> Payload, bool Retain, bool Duplicate, bool Acknowledged)
{
    /// <summary>It comes from an outside broker's memory: whatever time it carries, it is no news.</summary>
    public bool FromMemory { get; init; }
}
