using System.Net.Sockets;
using System.Security.Authentication;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityConsole.Iot.Mqtt.Client;

/// <summary>
/// An MQTT client that stays connected: it comes back after a lost connection, subscribes again, and sends again what was
/// not acknowledged. Its methods may be called from many threads at once.
/// </summary>
/// <param name="time">The clock of pauses and keep-alives; real time unless a test moves it.</param>
public sealed partial class MqttClient(MqttClientOptions options, TimeProvider? time = null, ILogger<MqttClient>? log = null) : IAsyncDisposable
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ILogger _log = log ?? NullLogger<MqttClient>.Instance;
    private readonly PendingAnswers _pending = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Qos> _subscriptions = options.Subscriptions.ToDictionary(one => one.Filter, one => one.Qos);
    private readonly Queue<PendingAnswer> _unsent = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _firstLogin = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ClientLink? _link;
    private Task? _running;
    private int _disposed;
    private bool _hasSubscribed;
    private Task _subscribing = Task.CompletedTask;

    /// <summary>Told after every login (true) and every loss (false).</summary>
    public event Action<bool>? LinkChanged;

    public bool IsConnected => Volatile.Read(ref _link) is not null;

    /// <summary>Starts the client; completes at the first login.</summary>
    /// <exception cref="MqttRefusedException">The server refuses, and the client does not try again.</exception>
    /// <exception cref="SocketException">Nobody answers, and the client does not try again.</exception>
    public Task ConnectAsync(CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            _running ??= RunAsync();
        }

        return _firstLogin.Task.WaitAsync(cancellation);
    }

    /// <summary>
    /// Publishes, in the order of the calls. QoS 1 and 2: waits for the acknowledgement, over as many connections as it
    /// takes; what is beyond the window waits in memory. QoS 0: is written, or lost when there is no connection.
    /// </summary>
    /// <returns>The server's reason; <see cref="ReasonCode.ServerUnavailable"/> for a lost QoS 0 message.</returns>
    /// <exception cref="ObjectDisposedException">The client is closed before the acknowledgement comes.</exception>
    public async Task<ReasonCode> PublishAsync(MqttMessage message, CancellationToken cancellation = default)
    {
        if (message.Qos == Qos.AtMostOnce)
        {
            return SendAtMostOnce(message);
        }

        var pending = new PendingAnswer(message);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            _unsent.Enqueue(pending);
        }

        SendMore();
        return await pending.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>Subscribes now, and again after every reconnection.</summary>
    /// <returns>The server's reason: the granted QoS, or why not.</returns>
    /// <exception cref="IOException">There is no connection, or it is lost before the answer.</exception>
    public async Task<ReasonCode> SubscribeAsync(string filter, Qos qos = Qos.AtLeastOnce, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            _subscriptions[filter] = qos;
        }

        return await AskAsync((id, link) => WriteSubscribe(link, id, [new FilterRequest(filter, qos)]), cancellation);
    }

    /// <summary>Ends a subscription.</summary>
    /// <exception cref="IOException">There is no connection, or it is lost before the answer.</exception>
    public async Task<ReasonCode> UnsubscribeAsync(string filter, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            _subscriptions.Remove(filter);
        }

        return await AskAsync(
            (id, link) => link.Write((pipe, v) => ControlWriter.Write(pipe, new UnsubscribePacket(id, [filter], PropertyBag.Empty), v)), cancellation);
    }

    /// <summary>Says goodbye, so that no will is published, and stops.</summary>
    public async Task DisconnectAsync()
    {
        if (Volatile.Read(ref _link) is { } link)
        {
            link.Write((pipe, v) => ControlWriter.Write(pipe, new NoticePacket(PacketType.Disconnect, ReasonCode.Success, PropertyBag.Empty), v));
            link.Outbox.Flush();
        }

        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask);
    }

    /// <summary>Breaks the connection without a word, as a device without power would; the client stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _stop.CancelAsync();
        await (_running ?? Task.CompletedTask);
        FailAll();
        await _subscribing;
        _stop.Dispose();
    }

    /// <summary>Writes a message of QoS 0 now; it is lost where there is no connection.</summary>
    internal ReasonCode SendAtMostOnce(MqttMessage message)
    {
        if (Volatile.Read(ref _link) is not { } link)
        {
            return ReasonCode.ServerUnavailable;
        }

        link.Write(message, 0, duplicate: false);
        link.Outbox.Flush();
        return ReasonCode.Success;
    }

    [LoggerMessage(1, LogLevel.Warning, "MQTT client {Client} has lost {Host}:{Port}: {Reason}")]
    private static partial void Lost(ILogger log, string client, string host, int port, string reason);

    [LoggerMessage(2, LogLevel.Information, "MQTT client {Client} is connected to {Host}:{Port}.")]
    private static partial void Found(ILogger log, string client, string host, int port);

    [LoggerMessage(3, LogLevel.Error, "MQTT client {Client}: {Host}:{Port} refuses a subscription: {Reason}")]
    private static partial void RefusedFilter(ILogger log, string client, string host, int port, ReasonCode reason);

    private static void WriteSubscribe(ClientLink link, ushort id, IReadOnlyList<FilterRequest> filters) =>
        link.Write((pipe, v) => ControlWriter.Write(pipe, new SubscribePacket(id, filters, PropertyBag.Empty), v));

    private async Task<ReasonCode> AskAsync(Action<ushort, ClientLink> write, CancellationToken cancellation)
    {
        PendingAnswer pending;
        ClientLink link;
        lock (_gate)
        {
            link = _link ?? throw new IOException("There is no connection.");
            pending = new PendingAnswer(null);
            _pending.Add(pending);
            write(pending.PacketId, link);
        }

        link.Outbox.Flush();
        return await pending.Answer.Task.WaitAsync(cancellation);
    }

    private async Task RunAsync()
    {
        var failures = 0;
        var cleanStart = options.SessionExpiry <= TimeSpan.Zero;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var link = await OpenAsync(cleanStart);
                failures = 0;
                await TalkAsync(link);
            }
            catch (Exception e) when (e is IOException or SocketException or WireFault or MqttRefusedException or AuthenticationException or OperationCanceledException or ObjectDisposedException)
            {
                OnLost(e, failures++);
                if (!options.Reconnects)
                {
                    _firstLogin.TrySetException(e);
                    break;
                }
            }

            await PauseAsync(failures);
        }

        _firstLogin.TrySetCanceled(CancellationToken.None);
        FailAll();
    }

    private void FailAll()
    {
        var over = new ObjectDisposedException(nameof(MqttClient));
        lock (_gate)
        {
            while (_unsent.TryDequeue(out var one))
            {
                one.Answer.TrySetException(over);
            }
        }

        _pending.Fail(over, publicationsToo: true);
    }

    private async Task<ClientLink> OpenAsync(bool cleanStart)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stop.Token);
        return await ClientLink.OpenAsync(options, _pending, cleanStart, _time, either.Token);
    }

    private async Task TalkAsync(ClientLink link)
    {
        try
        {
            link.Answered = OnAnswered;
            Resume(link);
            Found(_log, options.ClientId, options.Host, options.Port);
            LinkChanged?.Invoke(true);
            _firstLogin.TrySetResult();
            await link.ReadAsync(_stop.Token);
            throw new IOException("The server closed the connection.");
        }
        finally
        {
            lock (_gate)
            {
                _link = null;
            }

            _pending.Fail(new IOException("The connection was lost before the answer."), publicationsToo: false);
            LinkChanged?.Invoke(false);
        }
    }

    // Under the gate, so that nothing new overtakes what is sent again.
    private void Resume(ClientLink link)
    {
        lock (_gate)
        {
            // The first time also to a session that is there: it may be of a time with other filters.
            if ((!link.SessionPresent || !_hasSubscribed) && _subscriptions.Count > 0)
            {
                var pending = new PendingAnswer(null);
                _pending.Add(pending);
                WriteSubscribe(link, pending.PacketId, [.. _subscriptions.Select(s => new FilterRequest(s.Key, s.Value))]);
                _subscribing = WatchAsync(pending);
            }

            _hasSubscribed = true;

            var never = _unsent.Where(p => p.PacketId == 0).ToList();
            _unsent.Clear();
            foreach (var one in _pending.Publications().Concat(never))
            {
                _unsent.Enqueue(one);
            }

            _link = link;
        }

        SendMore();
    }

    private async Task WatchAsync(PendingAnswer subscribing)
    {
        try
        {
            if (await subscribing.Answer.Task is var reason and >= ReasonCode.UnspecifiedError)
            {
                RefusedFilter(_log, options.ClientId, options.Host, options.Port, reason);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The connection went first; the next one subscribes again.
        }
    }

    // As much as the server takes at once; the rest follows with its acknowledgements.
    private void SendMore()
    {
        ClientLink? link;
        lock (_gate)
        {
            link = _link;
            while (link is not null && link.InFlight < Math.Min(link.ServerWindow, options.Window) && _unsent.TryDequeue(out var one))
            {
                link.InFlight++;
                if (one.Released)
                {
                    link.Write((pipe, v) => PacketWriter.WriteAck(pipe, PacketType.PubRel, one.PacketId, ReasonCode.Success, v));
                }
                else
                {
                    var again = one.PacketId != 0;
                    if (!again)
                    {
                        _pending.Add(one);
                    }

                    link.Write(one.Message!, one.PacketId, again);
                }
            }
        }

        link?.Outbox.Flush();
    }

    private void OnAnswered(ClientLink link)
    {
        lock (_gate)
        {
            link.InFlight--;
        }

        SendMore();
    }

    private void OnLost(Exception reason, int failures)
    {
        // Once per loss, not once per attempt.
        if (failures == 0 && !_stop.IsCancellationRequested)
        {
            Lost(_log, options.ClientId, options.Host, options.Port, reason.Message);
        }
    }

    private async Task PauseAsync(int failures)
    {
        var whole = Math.Min(options.LongestPause.TotalSeconds, options.FirstPause.TotalSeconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 30)));
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(whole * (0.5 + Random.Shared.NextDouble() / 2)), _time, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // Stopped while waiting.
        }
    }
}
