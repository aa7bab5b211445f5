namespace CommunityConsole.Core.Council;

/// <summary>A system clock that was put forward, as the votes found it.</summary>
/// <param name="At">What it said when that was noticed.</param>
/// <param name="By">By how much more it moved than time passed.</param>
public sealed record ClockJump(DateTimeOffset At, TimeSpan By);

/// <summary>Compares the system clock with the time that passes: a clock put forward by mistake must neither end a vote that goes on nor shorten the notice of one to come.</summary>
/// <remarks>What the clock gains little by little is not a jump. After a restart the clock is believed: there is nothing to compare it with.</remarks>
public sealed class ClockWatch(TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();
    private TimeSpan _ahead;   // below zero: it was put back; what puts it right again is no jump
    private ClockJump? _jump;

    /// <summary>The jump that still stands; null when there was none, or the clock was put back.</summary>
    public ClockJump? Jump => Volatile.Read(ref _jump);

    /// <summary>What the clock would say without the jump.</summary>
    internal DateTimeOffset Passed(DateTimeOffset now) => now - (Jump?.By ?? TimeSpan.Zero);

    /// <summary>Looks: often, and from one place.</summary>
    internal void Look()
    {
        var (wall, stamp) = (time.GetUtcNow(), time.GetTimestamp());
        var gained = wall - _wall - time.GetElapsedTime(_stamp, stamp);
        (_wall, _stamp) = (wall, stamp);
        if (gained.Duration() < Least)
        {
            return;
        }

        _ahead += gained;
        Volatile.Write(ref _jump, _ahead >= Least ? new ClockJump(wall, _ahead) : null);
    }
}
