using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Metering;

/// <summary>
/// The lossless way to the store: two bounded lanes, one for calls for help and one for everything else. When a lane is
/// full the sender waits, and with it its socket.
/// </summary>
public sealed class ReadingIntake(IOptions<IntakeOptions> options, IngestGauges gauges)
{
    // A commit costs about as much as a hundred rows in it.
    private const int Enough = 256;

    private readonly Channel<IntakePacket> _urgent = Lane(options.Value.UrgentQueue);
    private readonly Channel<IntakePacket> _normal = Lane(options.Value.Queue);

    private TaskCompletionSource? _enough;
    private int _gathered;

    internal ChannelReader<IntakePacket> Urgent => _urgent.Reader;

    internal ChannelReader<IntakePacket> Normal => _normal.Reader;

    /// <summary>Completes when the packet has its place in the queue, not when it is stored: its receipt tells that.</summary>
    public async ValueTask AcceptAsync(IntakePacket packet, CancellationToken cancellation)
    {
        gauges.Arrived();
        try
        {
            await (packet.Urgent ? _urgent : _normal).Writer.WriteAsync(packet, cancellation);
            if (Interlocked.Increment(ref _gathered) >= Enough)
            {
                Volatile.Read(ref _enough)?.TrySetResult();
            }
        }
        catch
        {
            gauges.Left(1);
            throw;
        }
    }

    /// <summary>Completes when so many packets have gathered that waiting for more would make a commit no cheaper.</summary>
    internal Task EnoughAsync()
    {
        // Set before the count is read: who arrives in between finds it.
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _enough, enough);
        Interlocked.MemoryBarrier();
        return Volatile.Read(ref _gathered) >= Enough ? Task.CompletedTask : enough.Task;
    }

    /// <summary>The pump has taken some of what gathered.</summary>
    internal void Taken(int packets) => Interlocked.Add(ref _gathered, -packets);

    /// <summary>No more packets: what waits is still stored, later ones are refused.</summary>
    internal void Complete()
    {
        _urgent.Writer.TryComplete();
        _normal.Writer.TryComplete();
    }

    private static Channel<IntakePacket> Lane(int capacity) =>
        Channel.CreateBounded<IntakePacket>(new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
}
