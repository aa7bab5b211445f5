using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The properties of a PUBLISH that the server acts on; the others go on to subscribers as they are.</summary>
internal readonly ref struct PublishProperties
{
    /// <summary>0 when none is given.</summary>
    public int Alias { get; private init; }

    /// <summary>Seconds; null when none is given.</summary>
    public uint? Expiry { get; private init; }

    /// <param name="block">The property block of a PUBLISH from a client.</param>
    /// <exception cref="WireFault">Anything that a client may not send in a PUBLISH.</exception>
    public static PublishProperties Read(ReadOnlySpan<byte> block)
    {
        var walk = new PropertyWalk(block, PropertyPlace.Publish);
        var alias = 0;
        uint? expiry = null;
        while (walk.Next())
        {
            switch (walk.Id)
            {
                case PropertyId.TopicAlias:
                    alias = (int)walk.Number;
                    break;
                case PropertyId.MessageExpiry:
                    expiry = walk.Number;
                    break;
                case PropertyId.SubscriptionIdentifier:
                    throw WireFault.Protocol("A subscription identifier from a client.");
                case PropertyId.ResponseTopic:
                    TopicRules.CheckName(walk.Bytes);
                    break;
            }
        }

        return new PublishProperties { Alias = alias, Expiry = expiry };
    }

    /// <summary>The block without what concerns only the hop to this server.</summary>
    public static byte[] Forwarded(ReadOnlySpan<byte> block, PropertyPlace place)
    {
        if (block.IsEmpty)
        {
            return [];
        }

        var kept = new BodyBuilder();
        var walk = new PropertyWalk(block, place);
        while (walk.Next())
        {
            if (walk.Id is not (PropertyId.TopicAlias or PropertyId.MessageExpiry or PropertyId.WillDelay))
            {
                kept.Raw(walk.Raw);
            }
        }

        return kept.Written.ToArray();
    }
}
