namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>What of a session outlives the program.</summary>
/// <param name="EndsAt">When it ends if the client does not come back, on the server's monotonic clock.</param>
/// <param name="LastId">The packet identifier that was given out last.</param>
internal sealed record KeptSession(SessionKey Key, TimeSpan Expiry, long EndsAt, ushort LastId)
{
    public IReadOnlyList<KeptSubscription> Subscriptions { get; init; } = [];

    /// <summary>Messages to the client that it has not answered, in the order in which they were first sent.</summary>
    public IReadOnlyList<KeptFlight> InFlight { get; init; } = [];

    /// <summary>Messages that wait for it.</summary>
    public IReadOnlyList<Delivery> Queue { get; init; } = [];

    /// <summary>Its own publications of QoS 2 that wait for PUBREL.</summary>
    public IReadOnlyList<KeptBegun> Incoming { get; init; } = [];
}

internal sealed record KeptSubscription(string Text, Wire.FilterRequest Options, uint Identifier);

internal sealed record KeptFlight(ushort PacketId, Delivery Delivery, bool Released);

internal sealed record KeptBegun(ushort PacketId, Message? Message, int Length);
