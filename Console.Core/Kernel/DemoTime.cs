namespace CommunityConsole.Core.Kernel;

/// <summary>A clock that runs <paramref name="speed"/> times as fast as <paramref name="real"/> from the moment it is made.</summary>
/// <param name="real">The clock it follows.</param>
/// <param name="speed">Seconds of this clock per second of that one.</param>
/// <param name="from">Where it begins, when that is later than the real time: a demonstration that ran fast goes on where
/// it stopped, so that no clock in it ever goes back.</param>
/// <remarks>One instance serves devices, watches and desks of a demonstration, so that they agree on the time. Timers
/// fire after the real time that the scaled span takes.</remarks>
public sealed class DemoTime(TimeProvider real, double speed, DateTimeOffset? from = null) : TimeProvider
{
    private readonly DateTimeOffset _start = from is { } later && later > real.GetUtcNow() ? later : real.GetUtcNow();
    private readonly long _startStamp = real.GetTimestamp();

    /// <summary>How many seconds of this clock pass in one real second.</summary>
    public double Speed { get; } = speed > 0 ? speed : throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed must be above 0.");

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _start + real.GetElapsedTime(_startStamp) * Speed;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override long GetTimestamp() => (real.GetElapsedTime(_startStamp) * Speed).Ticks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(real.CreateTimer(callback, state, Real(dueTime), Real(period)), this);

    private TimeSpan Real(TimeSpan span) =>
        span == Timeout.InfiniteTimeSpan || span == TimeSpan.Zero ? span : TimeSpan.FromTicks(Math.Max(1, (long)(span.Ticks / Speed)));

    private sealed class ScaledTimer(ITimer inner, DemoTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => inner.Change(time.Real(dueTime), time.Real(period));

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
