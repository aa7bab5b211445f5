using System.Net;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Takes the first packet of a connection, which must be CONNECT, and answers it.</summary>
internal sealed class Login(Broker broker)
{
    /// <summary>The largest CONNECT taken, in bytes: nobody is known yet, so nobody gets much memory.</summary>
    public const int PacketLimit = 8_192;

    /// <returns>The session, or null when the connection was refused or went away.</returns>
    public async Task<Session?> RunAsync(ClientConnection connection)
    {
        connection.Cursor.Maximum = PacketLimit;
        var connect = await ReadConnectAsync(connection);
        if (connect is null)
        {
            return null;
        }

        connection.Outbox.Version = connect.Version;
        connection.HasGreeted = true;
        var clientId = connect.ClientId;
        var assigned = clientId.Length == 0;
        if (assigned)
        {
            clientId = $"auto-{Guid.NewGuid():N}";
        }

        if (Refusal(connect, connection) is { } refusal)
        {
            return Refuse(connection, refusal, "the login is not accepted");
        }

        var (login, proof) = await LogInAsync(connect, clientId, connection);
        if (login is null)
        {
            return await RefuseLoginAsync(connection, connect);
        }

        var peer = new MqttPeer(clientId, login, connection.Remote, broker.NextConnection());
        if (connect.Will is { } will && broker.UseOf(new TopicEntry([], will.Topic), peer) == TopicUse.Refused)
        {
            return Refuse(connection, ReasonCode.NotAuthorized, "its will may not be published");
        }

        return await AttachAsync(connection, connect, peer, Welcome(connect, peer, assigned, proof));
    }

    private static Task<ConnectPacket?> ReadConnectAsync(ClientConnection connection) => ReadAsync(connection, packet =>
        packet.Type == PacketType.Connect
            ? ConnectReader.Read(packet.Body.Span)
            : throw WireFault.Protocol($"The first packet is {packet.Type}, not CONNECT."));

    // Null when the client goes instead.
    private static Task<NoticePacket?> ReadAuthAsync(ClientConnection connection) => ReadAsync(connection, packet => packet.Type switch
    {
        PacketType.Auth => PacketReader.ReadNotice(packet.Type, packet.Body.Span, connection.Outbox.Version),
        PacketType.Disconnect => null,
        _ => throw WireFault.Protocol($"{packet.Type} before the login is proven."),
    });

    private static async Task<T?> ReadAsync<T>(ClientConnection connection, Func<Packet, T?> take)
        where T : class
    {
        while (true)
        {
            connection.Listen();
            var read = await connection.Input.ReadAsync(CancellationToken.None);
            connection.Heard();
            connection.Cursor.Open(read.Buffer);
            var whole = false;
            try
            {
                whole = connection.Cursor.TryNext(out var packet);
                if (whole)
                {
                    return take(packet);
                }

                if (read.IsCompleted || connection.IsClosing)
                {
                    return null;
                }
            }
            finally
            {
                // A client may send on without waiting for CONNACK (MQTT 5.0, 3.1.4): what follows is not examined yet.
                connection.Input.AdvanceTo(connection.Cursor.Consumed, whole ? connection.Cursor.Consumed : read.Buffer.End);
                connection.Cursor.Close();
            }
        }
    }

    private ReasonCode? Refusal(ConnectPacket connect, ClientConnection connection) =>
        connect is { ClientId.Length: 0, Version: ProtocolVersion.V311, CleanStart: false } ? ReasonCode.ClientIdentifierNotValid
        : broker.Options.TlsRequired == true && !connection.Arrival.StaysInside ? ReasonCode.NotAuthorized
        : null;

    private async ValueTask<(MqttLogin? Login, PropertyBag? Proof)> LogInAsync(ConnectPacket connect, string clientId, ClientConnection connection)
    {
        // No password must not turn into an empty one.
        ReadOnlyMemory<byte>? password = connect.Password is { } given ? given : default(ReadOnlyMemory<byte>?);
        var credentials = new MqttCredentials(clientId, connect.UserName, password, connection.Arrival);
        return connect.Properties.Text(PropertyId.AuthenticationMethod) is { } method
            ? await ExchangeAsync(new Authentication(broker, connection, method), credentials, connect.Properties.Data(PropertyId.AuthenticationData), connection)
            : (await broker.Access.LogInAsync(credentials, connection.Stop), null);
    }

    private static async Task<(MqttLogin? Login, PropertyBag? Proof)> ExchangeAsync(
        Authentication authentication, MqttCredentials credentials, byte[]? data, ClientConnection connection)
    {
        connection.Authentication = authentication;
        var step = authentication.Begin(credentials, data);
        while (step is { Login: null, Answer: { } answer })
        {
            authentication.Say(ReasonCode.ContinueAuthentication, answer);
            connection.Outbox.Flush();
            step = authentication.Next(await ReadAuthAsync(connection) ?? throw new IOException("The client left before it had proven itself."));
        }

        return (step.Login, step.Answer is null ? null : authentication.Properties(step.Answer));
    }

    private async Task<Session?> RefuseLoginAsync(ClientConnection connection, ConnectPacket connect)
    {
        var userName = connection.Authentication?.UserName ?? connect.UserName;
        var pause = broker.FailedLogins.Failed((connection.Remote as IPEndPoint)?.Address, userName);
        await Task.Delay(pause, broker.Time, connection.Stop);
        var byPassword = connect.UserName is not null && connection.Authentication is null;
        return Refuse(connection, byPassword ? ReasonCode.BadUserNameOrPassword : ReasonCode.NotAuthorized, "the login is not proven");
    }

    private Session? Refuse(ClientConnection connection, ReasonCode reason, string message)
    {
        broker.Counters.AddRefused();
        ServerLog.Refused(broker.Log, connection.Remote, reason, message);
        connection.Write((pipe, version) => ControlWriter.Write(pipe, new ConnAckPacket(false, reason, PropertyBag.Empty), version));
        connection.Close(null);
        return null;
    }

    private async Task<Session?> AttachAsync(ClientConnection connection, ConnectPacket connect, MqttPeer peer, PropertyBag welcome)
    {
        connection.Authentication?.Close();
        connection.LogIn(peer, connect.Will);
        connection.Cursor.Maximum = broker.Options.MaximumPacketSize;
        connection.ClientMaximum = (int)Math.Min(connect.Properties.Number(PropertyId.MaximumPacketSize) ?? int.MaxValue, int.MaxValue);
        if (connect.Properties.Number(PropertyId.TopicAliasMaximum) is { } most and > 0)
        {
            connection.Aliases = new OutgoingAliases((int)most);
        }

        connection.KeepAlive = KeepAlive(connect);
        if (!CanBeTold(connection, welcome))
        {
            connection.Close(null);
            return null;
        }

        var expiry = Expiry(connect);
        var window = (int)(connect.Properties.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue);
        var attached = broker.Sessions.Attach(new SessionKey(peer.UserName, peer.ClientId), connect.CleanStart, expiry, connection, window, present =>
        {
            // Inside the table's lock, so CONNACK is the first thing on this connection whoever publishes meanwhile.
            var ack = new ConnAckPacket(present, ReasonCode.Success, welcome);
            connection.Write((pipe, version) => ControlWriter.Write(pipe, ack, version));
        });
        broker.Counters.AddConnected();
        connection.Outbox.Flush();
        foreach (var will in attached.Broken)
        {
            await broker.PublishWillAsync(will, connection.Stop);
        }

        return attached.Session;
    }

    // A client that takes no packet of the welcome's size can only be hung up on.
    private static bool CanBeTold(ClientConnection connection, PropertyBag welcome)
    {
        if (connection.ClientMaximum >= PacketLimit)
        {
            return true;
        }

        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        ControlWriter.Write(bytes, new ConnAckPacket(false, ReasonCode.Success, welcome), connection.Outbox.Version);
        return bytes.WrittenCount <= connection.ClientMaximum;
    }

    // After what proves the server to the client, where it asked for that.
    private PropertyBag Welcome(ConnectPacket connect, MqttPeer peer, bool assigned, PropertyBag? proof)
    {
        var bag = proof ?? new PropertyBag();
        var expiry = Expiry(connect);
        if (broker.Options.TopicAliasMaximum > 0)
        {
            bag.Add(Property.Of(PropertyId.TopicAliasMaximum, (uint)broker.Options.TopicAliasMaximum));
        }

        if (expiry < Asked(connect))
        {
            bag.Add(Property.Of(PropertyId.SessionExpiry, (uint)expiry.TotalSeconds));
        }

        if (assigned)
        {
            bag.Add(Property.Of(PropertyId.AssignedClientIdentifier, peer.ClientId));
        }

        if (connect.KeepAlive == 0 || connect.KeepAlive > broker.Options.MaxKeepAlive)
        {
            bag.Add(Property.Of(PropertyId.ServerKeepAlive, (uint)broker.Options.MaxKeepAlive));
        }

        if (broker.Options.MaximumPacketSize < VariableLength.Maximum)
        {
            bag.Add(Property.Of(PropertyId.MaximumPacketSize, (uint)broker.Options.MaximumPacketSize));
        }

        bag.Add(Property.Of(PropertyId.ReceiveMaximum, (uint)broker.Options.ReceiveMaximum));
        return bag;
    }

    // A 3.1.1 client cannot be told of a shorter one; one that asks for none is still not kept for ever.
    private TimeSpan KeepAlive(ConnectPacket connect) => TimeSpan.FromSeconds(
        connect.KeepAlive == 0 || (connect.Version == ProtocolVersion.V5 && connect.KeepAlive > broker.Options.MaxKeepAlive)
            ? broker.Options.MaxKeepAlive
            : connect.KeepAlive);

    private TimeSpan Expiry(ConnectPacket connect)
    {
        var asked = Asked(connect);
        return asked < broker.Options.MaxSessionExpiry ? asked : broker.Options.MaxSessionExpiry;
    }

    private static TimeSpan Asked(ConnectPacket connect) => connect.Version == ProtocolVersion.V311
        ? connect.CleanStart ? TimeSpan.Zero : TimeSpan.MaxValue
        : TimeSpan.FromSeconds(connect.Properties.Number(PropertyId.SessionExpiry) ?? 0);
}
