namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>How fast one connection may send: a bucket of packets and one of bytes, both filled ten seconds deep. Who is faster is
/// not read for a while; nothing is lost, and the client feels it as a full socket.</summary>
/// <param name="packetRate">Packets a second; 0 for no limit.</param>
/// <param name="byteRate">Bytes a second; 0 for no limit.</param>
internal sealed class Pace(int packetRate, int byteRate, TimeProvider time)
{
    private const double Depth = 10;

    private double _packets = packetRate * Depth;
    private double _bytes = byteRate * Depth;
    private long _filled = time.GetTimestamp();

    /// <summary>Takes what was read out of the buckets.</summary>
    /// <returns>How long to wait before the next read; zero mostly.</returns>
    public TimeSpan Spend(int packets, long bytes)
    {
        if (packetRate == 0 && byteRate == 0)
        {
            return TimeSpan.Zero;
        }

        var now = time.GetTimestamp();
        var passed = time.GetElapsedTime(_filled, now).TotalSeconds;
        _filled = now;
        var wait = Math.Max(Spend(ref _packets, packetRate, packets, passed), Spend(ref _bytes, byteRate, bytes, passed));
        return TimeSpan.FromSeconds(wait);
    }

    private static double Spend(ref double bucket, int rate, double amount, double passed)
    {
        if (rate == 0)
        {
            return 0;
        }

        bucket = Math.Min(rate * Depth, bucket + (rate * passed)) - amount;
        return bucket < 0 ? -bucket / rate : 0;
    }
}
