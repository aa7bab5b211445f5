using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Answers SUBSCRIBE and UNSUBSCRIBE of one connection.</summary>
internal sealed class FilterRequests(Broker broker, ClientConnection connection, Session session)
{
    public void Subscribe(SubscribePacket request)
    {
        var identifier = request.Properties.Number(PropertyId.SubscriptionIdentifier) ?? 0;
        var reasons = new List<ReasonCode>();
        var retained = new List<(Subscription Subscription, List<Message> Messages)>();
        foreach (var one in request.Filters)
        {
            lock (broker.Retaining)
            {
                var (reason, subscription, isNew) = Subscribe(one, identifier);
                reasons.Add(reason);
                if (subscription is { Group: null } && (one.RetainHandling == 0 || (one.RetainHandling == 1 && isNew)))
                {
                    retained.Add((subscription, broker.Retained.Matching(subscription.Filter)));
                }
            }
        }

        Answer(PacketType.SubAck, request.PacketId, reasons);
        foreach (var (subscription, messages) in retained)
        {
            Replay(subscription, messages);
        }
    }

    public void Unsubscribe(UnsubscribePacket request)
    {
        var reasons = new List<ReasonCode>();
        foreach (var text in request.Filters)
        {
            CheckForm(text, out _, out _);
            reasons.Add(broker.Sessions.Unsubscribe(connection, session, text) ? ReasonCode.Success : ReasonCode.NoSubscriptionExisted);
        }

        Answer(PacketType.UnsubAck, request.PacketId, reasons);
    }

    private (ReasonCode Reason, Subscription? Subscription, bool IsNew) Subscribe(FilterRequest request, uint identifier)
    {
        CheckForm(request.Filter, out var group, out var filter);
        if (group is not null && request.NoLocal)
        {
            throw WireFault.Protocol("No-local on a shared subscription.");
        }

        // For a shared subscription the rights of the inner filter count.
        if (broker.Options.RefuseSubscriptions.Contains(filter)
            || !broker.Access.MaySubscribe(connection.Peer, filter, broker.Plain.HoldsAllOf(filter)))
        {
            return (ReasonCode.NotAuthorized, null, false);
        }

        var subscription = new Subscription(session, request.Filter, filter, group, request, identifier);
        return broker.Sessions.Subscribe(connection, subscription) is { } isNew
            ? ((ReasonCode)request.Qos, subscription, isNew)
            : (ReasonCode.QuotaExceeded, null, false);
    }

    // The queue holds references to messages that the server keeps anyway, and the connection takes them as it can.
    private void Replay(Subscription subscription, List<Message> messages)
    {
        if (session.IsOverfull)
        {
            throw new WireFault(ReasonCode.QuotaExceeded, "It asks for retained messages faster than it takes them.");
        }

        uint[] identifiers = subscription.Identifier == 0 ? [] : [subscription.Identifier];
        foreach (var message in messages)
        {
            var qos = message.Qos < subscription.Options.Qos ? message.Qos : subscription.Options.Qos;
            session.Deliver(new Delivery(message, qos, Retain: true, identifiers));
        }
    }

    private void Answer(PacketType type, ushort packetId, List<ReasonCode> reasons)
    {
        // The most that goes around the reasons; a client that asked for too much at once would wait for ever.
        if (reasons.Count + Framing.LongestHeader + 3 > connection.ClientMaximum)
        {
            throw new WireFault(ReasonCode.PacketTooLarge, "The answer is larger than the client takes.");
        }

        connection.Write((pipe, version) => ControlWriter.Write(pipe, new FilterAckPacket(type, packetId, reasons, PropertyBag.Empty), version));
    }

    private static void CheckForm(string text, out string? group, out string filter)
    {
        if (!TopicRules.IsFilter(text))
        {
            throw WireFault.Malformed("A topic filter is not well-formed.");
        }

        if (!TopicRules.TrySplitShare(text, out group, out filter))
        {
            throw WireFault.Protocol("A shared subscription is not well-formed.");
        }
    }
}
