using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Bench.Street;

/// <summary>
/// A clock that goes from minute to minute: the program's loops look once a minute, when the shift looks at its list. With their own
/// periods a jump of a minute would wake the two-second loops thirty times for the same instant.
/// </summary>
internal sealed class StreetTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        period > TimeSpan.Zero && period < Minute ? base.CreateTimer(callback, state, Minute, Minute) : base.CreateTimer(callback, state, dueTime, period);
}
