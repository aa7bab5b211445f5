using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Live.Pipeline;

/// <summary>How far the watch is behind the store: told of every stored reading, and asked with the watch's own position.</summary>
internal sealed class WatchPulse(TimeProvider time) : IReadingFacts
{
    private long _stored;
    private (long Position, DateTimeOffset At)? _mark;
    private (long Position, DateTimeOffset At)? _step;

    public ValueTask StoredAsync(IReadOnlyList<StoredReading> readings, CancellationToken cancellation)
    {
        if (readings.Count > 0)
        {
            Volatile.Write(ref _stored, readings[^1].Position);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>For how long a stored reading has waited for the watch, and how long ago the watch last took one in; program time.</summary>
    public (TimeSpan Lag, TimeSpan SinceStep) Read(long position)
    {
        var now = time.GetUtcNow();
        var stored = Volatile.Read(ref _stored);
        if (_mark is not { } mark || position >= mark.Position)
        {
            mark = (stored, now);
        }

        if (_step is not { } step || position != step.Position)
        {
            step = (position, now);
        }

        (_mark, _step) = (mark, step);
        return (position >= stored ? TimeSpan.Zero : now - mark.At, now - step.At);
    }
}
