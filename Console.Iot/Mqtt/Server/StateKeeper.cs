using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Brings sessions and retained messages over a restart.</summary>
internal sealed partial class StateKeeper(Broker broker, IMqttStateStore store)
{
    // What a stop writes at most; it has to be done before somebody pulls the plug.
    private const long MostBytes = 64 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly StateCodec _codec = new(broker.Access.Recall, broker.Time);

    /// <summary>Takes up what an earlier run left; before anybody connects.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        foreach (var bytes in await store.LoadRetainedAsync(cancellation))
        {
            if (_codec.ReadMessage(bytes) is { } message && broker.Plain.Holds(message.Topic) && !(message.ExpiresAt <= broker.Time.GetTimestamp()))
            {
                broker.Retained.Restore(message);
            }
        }

        foreach (var bytes in await store.TakeSessionsAsync(cancellation))
        {
            if (_codec.ReadSession(bytes) is { } session && broker.Access.Recall(session.Key.UserName) is { } login)
            {
                broker.Sessions.Restore(session, new MqttPeer(session.Key.ClientId, login, null));
            }
        }
    }

    /// <summary>Writes retained messages as they change, those of a second together. Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Pause, broker.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                await SaveRetainedAsync(cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    /// <summary>Writes everything; nobody is connected any more.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        await SaveRetainedAsync(cancellation);
        var sessions = new List<byte[]>();
        var bytes = 0L;
        foreach (var session in broker.Sessions.Keep())
        {
            var written = _codec.Write(session);
            if ((bytes += written.Length) > MostBytes)
            {
                LogTooMuch(broker.Log, MostBytes >> 20);
                break;
            }

            sessions.Add(written);
        }

        try
        {
            await store.SaveSessionsAsync(sessions, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFault(broker.Log, fault);
        }
    }

    private async Task SaveRetainedAsync(CancellationToken cancellation)
    {
        var changes = broker.Retained.TakeChanges();
        if (changes.Count == 0)
        {
            return;
        }

        try
        {
            await store.SaveRetainedAsync(changes.ToDictionary(c => c.Key, c => c.Value is { } message ? _codec.Write(message) : null), cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            broker.Retained.GiveBack(changes.Keys);
            LogFault(broker.Log, fault);
        }
    }

    [LoggerMessage(9, LogLevel.Error, "MQTT sessions or retained messages cannot be written; they are tried again while the program runs.")]
    private static partial void LogFault(ILogger log, Exception fault);

    [LoggerMessage(10, LogLevel.Warning, "MQTT sessions hold more than {Mebibytes} MiB; the rest is not kept over this stop, and their clients will be told.")]
    private static partial void LogTooMuch(ILogger log, long mebibytes);
}
