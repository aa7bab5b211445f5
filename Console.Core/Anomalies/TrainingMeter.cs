using System.Diagnostics;

namespace CommunityConsole.Core.Anomalies;

/// <summary>Counts trainings and the time they took: for reports of speed, never for a decision. Safe from any thread.</summary>
public sealed class TrainingMeter
{
    private long _count;
    private long _ticks;

    /// <summary>Days of homes that were trained.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Time they took together.</summary>
    public TimeSpan Time => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _ticks));

    internal static long Start() => Stopwatch.GetTimestamp();

    internal void Stop(long start)
    {
        Interlocked.Increment(ref _count);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - start);
    }
}
