using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The AUTH packets of one connection (MQTT 5.0, section 4.12): an exchange before CONNACK, and others while it goes on.</summary>
internal sealed class Authentication(Broker broker, ClientConnection connection, string method)
{
    private IAuthExchange? _exchange;

    /// <summary>Who the client said to be in the exchange under way.</summary>
    public string? UserName => _exchange?.UserName;

    /// <summary>The method and what belongs to it, as CONNACK and AUTH carry them.</summary>
    public PropertyBag Properties(byte[] data) =>
        PropertyBag.Of(Property.Of(PropertyId.AuthenticationMethod, method), Property.Of(PropertyId.AuthenticationData, data));

    /// <summary>Begins with what CONNECT brought.</summary>
    /// <exception cref="WireFault">The method is not spoken here.</exception>
    public AuthStep Begin(MqttCredentials credentials, byte[]? data)
    {
        _exchange = broker.Access.Begin(method, credentials)
            ?? throw new WireFault(ReasonCode.BadAuthenticationMethod, "The authentication method is not spoken here.");
        return _exchange.Take(data);
    }

    /// <summary>Goes on with an AUTH packet before CONNACK.</summary>
    /// <exception cref="WireFault">The packet has no place in the exchange.</exception>
    public AuthStep Next(NoticePacket auth)
    {
        Check(auth, ReasonCode.ContinueAuthentication);
        return _exchange!.Take(auth.Properties.Data(PropertyId.AuthenticationData));
    }

    /// <summary>Says something in the middle of an exchange, or at the end of one that came after CONNACK.</summary>
    public void Say(ReasonCode reason, byte[] data) => connection.Write((pipe, version) =>
        ControlWriter.Write(pipe, new NoticePacket(PacketType.Auth, reason, Properties(data)), version));

    /// <summary>Takes an AUTH packet of a client that is logged in and proves itself again; other packets go on meanwhile.</summary>
    /// <exception cref="WireFault">It has no place here, or proves nothing.</exception>
    public void TakeAgain(NoticePacket auth, Session session)
    {
        Check(auth, _exchange is null ? ReasonCode.ReAuthenticate : ReasonCode.ContinueAuthentication);
        var peer = connection.Peer;
        _exchange ??= broker.Access.Begin(method, new MqttCredentials(peer.ClientId, peer.UserName, null, connection.Arrival));
        var step = _exchange?.Take(auth.Properties.Data(PropertyId.AuthenticationData)) ?? default;

        // Somebody else's proof would change whose session this is.
        if (step.Answer is null || (step.Login is { } other && other.UserName != peer.UserName))
        {
            throw new WireFault(ReasonCode.NotAuthorized, "The client does not prove itself again.");
        }

        Say(step.Login is null ? ReasonCode.ContinueAuthentication : ReasonCode.Success, step.Answer);
        if (step.Login is { } login)
        {
            broker.Sessions.Renew(connection, session, login);
            Close();
        }
    }

    /// <summary>The exchange is over.</summary>
    public void Close() => _exchange = null;

    private void Check(NoticePacket auth, ReasonCode expected)
    {
        if (auth.Properties.Text(PropertyId.AuthenticationMethod) != method)
        {
            throw WireFault.Protocol("AUTH without the method of CONNECT.");
        }

        if (auth.Reason != expected)
        {
            throw WireFault.Protocol($"AUTH with {auth.Reason}, not {expected}.");
        }
    }
}
