using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Metering;

/// <summary>Judges a batch, stores it in one transaction and tells each sender what became of its packet.</summary>
internal sealed partial class BatchCommitter(
    IReadingStore store, PacketJudge judge, ConsentGate gate, IngestGauges gauges, IOptions<IntakeOptions> options, TimeProvider time, ILogger<BatchCommitter> log)
{
    private const int Attempts = 3;

    private bool _away;

    /// <summary>What was stored anew, and the packets behind it; empty when nothing could be stored.</summary>
    internal sealed record Outcome(IReadOnlyList<StoredReading> Stored, IReadOnlyList<JudgedPacket> Packets);

    /// <summary>Goes on from what was stored before a restart.</summary>
    internal async Task LoadAsync(CancellationToken cancellation) => judge.Load(await store.ReadNewestAsync(cancellation));

    /// <summary>Stores the packets; every receipt is answered when this returns. Never throws for a failing store.</summary>
    internal async Task<Outcome> CommitAsync(IReadOnlyList<IntakePacket> packets, CancellationToken cancellation)
    {
        gauges.Holding(packets.Min(p => p.Received));
        var judged = new List<JudgedPacket>(packets.Count);
        foreach (var packet in packets)
        {
            judged.Add(Judge(packet));
        }

        var (stored, fault) = await TryStoreAsync(judged, Attempts, cancellation);
        if (fault is null)
        {
            Answer(judged, stored);
            return new Outcome(stored, judged);
        }

        return judged.Count == 1 ? Refuse(judged, fault) : await OneByOneAsync(judged, cancellation);
    }

    // The batch may hold one packet the store cannot take. Alone, each good one passes; if several fail in a row the
    // store itself is away, and the rest is not tried.
    private async Task<Outcome> OneByOneAsync(List<JudgedPacket> judged, CancellationToken cancellation)
    {
        var allStored = new List<StoredReading>();
        var failedInARow = 0;
        for (var i = 0; i < judged.Count; i++)
        {
            JudgedPacket[] single = [judged[i]];
            var (stored, fault) = await TryStoreAsync(single, 1, cancellation);
            if (fault is null)
            {
                Answer(single, stored);
                allStored.AddRange(stored);
                failedInARow = 0;
                continue;
            }

            Refuse(single, fault);
            if (++failedInARow == Attempts)
            {
                Refuse(judged[(i + 1)..], fault);
                break;
            }
        }

        return new Outcome(allStored, judged);
    }

    private JudgedPacket Judge(IntakePacket packet)
    {
        try
        {
            return gate.Judge(packet);
        }
        catch (Exception fault)
        {
            LogPacketFault(fault, packet.Length);
            return new JudgedPacket(packet, [], packet.Quarantined(PacketProblems.Fault), 0);
        }
    }

    private async Task<(IReadOnlyList<StoredReading> Stored, Exception? Fault)> TryStoreAsync(
        IReadOnlyList<JudgedPacket> judged, int attempts, CancellationToken cancellation)
    {
        var readings = new List<Reading>(judged.Count);
        var quarantined = new List<QuarantinedPacket>();
        foreach (var one in judged)
        {
            readings.AddRange(one.Readings);
            if (one.Quarantined is { } packet)
            {
                quarantined.Add(packet);
            }
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                // Not cancelled: a commit once begun is finished, and its senders are told.
                var stored = await store.StoreAsync(readings, quarantined, CancellationToken.None);
                Back();
                return (stored, null);
            }
            catch (Exception fault) when (attempt >= attempts || cancellation.IsCancellationRequested)
            {
                Away(fault);
                return ([], fault);
            }
            catch (Exception fault)
            {
                Away(fault);
            }

            await Task.Delay(options.Value.RetryPause, time, CancellationToken.None);
        }
    }

    private void Answer(IReadOnlyList<JudgedPacket> judged, IReadOnlyList<StoredReading> stored)
    {
        var now = time.GetUtcNow();
        var lag = 0d;
        var readings = 0;
        foreach (var (packet, believed, quarantined, _) in judged)
        {
            packet.Receipt?.Stored();
            lag += (now - packet.Received).TotalMilliseconds;
            readings += believed.Count;
            if (quarantined is not null)
            {
                gauges.Quarantined(quarantined.Code);
            }
        }

        gauges.Committed(judged.Count, stored.Count, readings - stored.Count, TimeSpan.FromMilliseconds(lag / judged.Count));
    }

    private Outcome Refuse(IReadOnlyList<JudgedPacket> judged, Exception fault)
    {
        foreach (var one in judged)
        {
            one.Packet.Receipt?.Failed(fault);
        }

        gauges.Lost(judged.Count);
        return new Outcome([], []);
    }

    private void Away(Exception fault)
    {
        gauges.StoreIsAway();
        if (!_away)
        {
            _away = true;
            LogAway(fault);
        }
    }

    private void Back()
    {
        if (_away)
        {
            _away = false;
            LogBack();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Readings cannot be stored; senders are not acknowledged until they can.")]
    private partial void LogAway(Exception fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "Readings are stored again.")]
    private partial void LogBack();

    [LoggerMessage(Level = LogLevel.Error, Message = "A packet of {Length} bytes could not be judged; it goes to the quarantine.")]
    private partial void LogPacketFault(Exception fault, int length);
}
