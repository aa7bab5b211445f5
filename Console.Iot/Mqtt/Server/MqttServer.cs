using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Security.Authentication;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>The MQTT server, whatever carries its connections.</summary>
/// <param name="time">The clock of the protocol. Real time even in a demonstration that runs faster: a keep-alive is a
/// promise between two network cards.</param>
public sealed class MqttServer(
    IOptions<MqttOptions> options,
    IPublishSink sink,
    IMqttAccess access,
    IMqttStateStore store,
    [FromKeyedServices(MqttFeature.Clock)] TimeProvider time,
    ILogger<MqttServer> log)
{
    private static readonly TimeSpan SweepPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LingerLimit = TimeSpan.FromSeconds(1);

    private readonly Broker _broker = new(options.Value, sink, access, time, log);
    private readonly ConcurrentDictionary<ClientConnection, IPAddress?> _connections = new();
    private readonly PendingLogins _pending = new(options.Value.PendingPerAddress);
    private StateKeeper? _keeper;
    private readonly ConnectRate _rate = new(options.Value.ConnectRate ?? 0, time);

    /// <summary>What was done since the start.</summary>
    public MqttCounters Counters => _broker.Counters;

    /// <summary>How many connections are open.</summary>
    public int Connections => _connections.Count;

    /// <summary>How many sessions are kept, connected or not.</summary>
    public int Sessions => _broker.Sessions.Count;

    /// <summary>Serves one connection until it ends. Never throws for what a client does.</summary>
    /// <param name="abort">Breaks the connection at once, whatever is unsent.</param>
    public async Task ServeAsync(IDuplexPipe transport, Arrival arrival, Action abort)
    {
        if (TryEnter(arrival.Remote, abort))
        {
            await ServeAdmittedAsync(transport, arrival, abort);
        }
    }

    /// <summary>The same for a connection that begins with TLS: who has not finished it counts as waiting for the login.</summary>
    internal async Task ServeAsync(IDuplexPipe transport, EndPoint? remote, Action abort, TlsGate gate)
    {
        if (!TryEnter(remote, abort))
        {
            return;
        }

        SecurePipe inside;
        try
        {
            using var limit = new CancellationTokenSource(_broker.Options.ConnectTimeout, time);
            inside = await gate.OpenAsync(transport, limit.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException or InvalidOperationException or NotSupportedException)
        {
            _pending.Leave((remote as IPEndPoint)?.Address);
            _broker.Counters.AddRefused();
            ServerLog.Refused(log, remote, ReasonCode.UnspecifiedError, "TLS failed: " + e.Message);
            abort();
            return;
        }

        await using (inside)
        {
            await ServeAdmittedAsync(inside, new Arrival(remote, Secure: true, inside.Certificate), abort);
        }
    }

    private bool TryEnter(EndPoint? remote, Action abort)
    {
        var address = (remote as IPEndPoint)?.Address;
        var why = !_rate.TryEnter(address) ? "this address connects too often"
            : !_pending.TryEnter(address) ? "too many of this address wait for their login"
            : null;
        if (why is not null)
        {
            _broker.Counters.AddRefused();
            ServerLog.Refused(log, remote, ReasonCode.ConnectionRateExceeded, why);
            abort();
        }

        return why is null;
    }

    private async Task ServeAdmittedAsync(IDuplexPipe transport, Arrival arrival, Action abort)
    {
        var address = (arrival.Remote as IPEndPoint)?.Address;
        using var connection = new ClientConnection(_broker, transport, arrival, abort);
        _connections.TryAdd(connection, address);
        var waiting = true;
        try
        {
            var session = await RunGuardedAsync(connection, () => new Login(_broker).RunAsync(connection));
            _pending.Leave(address);
            waiting = false;
            if (session is not null)
            {
                await TalkAsync(connection, session);
            }

            if (connection.WasTold)
            {
                await connection.LingerAsync(LingerLimit, _broker.Options.MaximumPacketSize);
            }
        }
        finally
        {
            _connections.TryRemove(connection, out _);
            if (waiting)
            {
                _pending.Leave(address);
            }
        }
    }

    /// <summary>Takes up the sessions and retained messages of an earlier run; before anybody connects.</summary>
    public Task LoadAsync(CancellationToken cancellation)
    {
        _keeper = new StateKeeper(_broker, store);
        return _keeper.LoadAsync(cancellation);
    }

    /// <summary>Leaves sessions and retained messages for the next run; when nobody is connected any more.</summary>
    public Task SaveAsync(CancellationToken cancellation) => _keeper?.SaveAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Writes retained messages as they change. Runs until cancelled.</summary>
    public Task KeepAsync(CancellationToken cancellation) => _keeper?.RunAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>Looks after time: keep-alives, slow readers, sessions and wills. Runs until cancelled.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(SweepPause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await SweepOnceAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Sends a message of the server's own, QoS 0, to the clients that listen for it. Safe from any thread.</summary>
    public void SendCommand(string topic, byte[] payload) => _broker.SendCommand(topic, payload);

    /// <summary>Tells every client that the server goes away. Their wills are not published: it is not they who go.</summary>
    public void CloseAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.DropWill();
            connection.Close(ReasonCode.ServerShuttingDown);
        }
    }

    private async Task SweepOnceAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var connection in _connections.Keys)
            {
                if (connection.Sweep() is { } why)
                {
                    ServerLog.CutOff(log, connection.Peer.ClientId, connection.Remote, why);
                }
            }

            foreach (var will in _broker.Sessions.Sweep())
            {
                await _broker.PublishWillAsync(will, cancellation);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            ServerLog.SweepFault(log, e);
        }
    }

    private async Task TalkAsync(ClientConnection connection, Session session)
    {
        await RunGuardedAsync(connection, async () =>
        {
            await new Conversation(_broker, connection, session).RunAsync();
            return session;
        });
        connection.Close(null);
        session.Forget(connection.Acks.UnsentPubRecs());
        if (_broker.Sessions.Detach(session, connection, connection.TakeWill()) is { } will)
        {
            try
            {
                await _broker.PublishWillAsync(will, CancellationToken.None);
            }
            catch (Exception e)
            {
                ServerLog.ServerFault(log, connection.Peer.ClientId, e);
            }
        }
    }

    private async Task<Session?> RunGuardedAsync(ClientConnection connection, Func<Task<Session?>> run)
    {
        try
        {
            return await run();
        }
        catch (WireFault fault)
        {
            OnFault(connection, fault);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The connection broke, or is being closed.
            connection.Close(null);
        }
        catch (Exception e)
        {
            ServerLog.ServerFault(log, connection.Peer.ClientId, e);
            connection.Close(ReasonCode.ImplementationSpecificError);
        }

        return null;
    }

    private void OnFault(ClientConnection connection, WireFault fault)
    {
        _broker.Counters.AddFault();
        if (connection.Session is not null)
        {
            ServerLog.Fault(log, connection.Peer.ClientId, connection.Remote, fault.Reason, fault.Message);
            connection.Close(fault.IsSilent ? null : fault.Reason);
            return;
        }

        // Only a CONNECT that could be read so far earns an answer; what is not MQTT gets none.
        ServerLog.Refused(log, connection.Remote, fault.Reason, fault.Message);
        if (connection.HasGreeted || fault.IsOfConnect || fault.Reason == ReasonCode.UnsupportedProtocolVersion)
        {
            connection.Outbox.Version = fault.IsOfConnect ? ProtocolVersion.V5 : connection.Outbox.Version;
            connection.Write((pipe, version) => ControlWriter.Write(pipe, new ConnAckPacket(false, fault.Reason, PropertyBag.Empty), version));
        }

        connection.Close(null);
    }
}
