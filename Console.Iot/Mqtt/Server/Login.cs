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
        var clientId = connect.ClientId;
        var assigned = clientId.Length == 0;
        if (assigned)
        {
            clientId = $"auto-{Guid.NewGuid():N}";
        }

        var refusal = Check(connect) ?? (broker.Options.TlsRequired == true && !connection.Arrival.StaysInside ? ReasonCode.NotAuthorized : null);
        var login = refusal is null ? await LogInAsync(connect, clientId, connection) : null;
        if (login is null)
        {
            return await RefuseLoginAsync(connection, connect, refusal);
        }

        var peer = new MqttPeer(clientId, login, connection.Remote, broker.NextConnection());
        if (connect.Will is { } will && broker.UseOf(new TopicEntry([], will.Topic), peer) == TopicUse.Refused)
        {
            return Refuse(connection, ReasonCode.NotAuthorized, "its will may not be published");
        }

        return await AttachAsync(connection, connect, peer, assigned);
    }

    private static async Task<ConnectPacket?> ReadConnectAsync(ClientConnection connection)
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
                    return packet.Type == PacketType.Connect
                        ? ConnectReader.Read(packet.Body.Span)
                        : throw WireFault.Protocol($"The first packet is {packet.Type}, not CONNECT.");
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

    private static ReasonCode? Check(ConnectPacket connect)
    {
        if (connect is { ClientId.Length: 0, Version: ProtocolVersion.V311, CleanStart: false })
        {
            return ReasonCode.ClientIdentifierNotValid;
        }

        return connect.Properties.Text(PropertyId.AuthenticationMethod) is null ? null : ReasonCode.BadAuthenticationMethod;
    }

    private async ValueTask<MqttLogin?> LogInAsync(ConnectPacket connect, string clientId, ClientConnection connection)
    {
        // No password must not turn into an empty one.
        ReadOnlyMemory<byte>? password = connect.Password is { } given ? given : default(ReadOnlyMemory<byte>?);
        return await broker.Access.LogInAsync(
            new MqttCredentials(clientId, connect.UserName, password, connection.Arrival), connection.Stop);
    }

    private async Task<Session?> RefuseLoginAsync(ClientConnection connection, ConnectPacket connect, ReasonCode? refusal)
    {
        if (refusal is not null)
        {
            return Refuse(connection, refusal.Value, "the login is not accepted");
        }

        var pause = broker.FailedLogins.Failed((connection.Remote as IPEndPoint)?.Address, connect.UserName);
        await Task.Delay(pause, broker.Time, connection.Stop);
        return Refuse(connection, connect.UserName is null ? ReasonCode.NotAuthorized : ReasonCode.BadUserNameOrPassword, "the login is not proven");
    }

    private Session? Refuse(ClientConnection connection, ReasonCode reason, string message)
    {
        broker.Counters.AddRefused();
        ServerLog.Refused(broker.Log, connection.Remote, reason, message);
        connection.Write((pipe, version) => ControlWriter.Write(pipe, new ConnAckPacket(false, reason, PropertyBag.Empty), version));
        connection.Close(null);
        return null;
    }

    private async Task<Session> AttachAsync(ClientConnection connection, ConnectPacket connect, MqttPeer peer, bool assigned)
    {
        connection.LogIn(peer, connect.Will);
        connection.Cursor.Maximum = broker.Options.MaximumPacketSize;
        connection.ClientMaximum = (int)Math.Min(connect.Properties.Number(PropertyId.MaximumPacketSize) ?? int.MaxValue, int.MaxValue);
        connection.KeepAlive = KeepAlive(connect);
        var expiry = Expiry(connect);
        var window = (int)(connect.Properties.Number(PropertyId.ReceiveMaximum) ?? ushort.MaxValue);
        var attached = broker.Sessions.Attach(new SessionKey(peer.UserName, peer.ClientId), connect.CleanStart, expiry, connection, window, present =>
        {
            // Inside the table's lock, so CONNACK is the first thing on this connection whoever publishes meanwhile.
            var ack = new ConnAckPacket(present, ReasonCode.Success, Welcome(connect, peer, assigned, expiry));
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

    private PropertyBag Welcome(ConnectPacket connect, MqttPeer peer, bool assigned, TimeSpan expiry)
    {
        var bag = new PropertyBag();
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
