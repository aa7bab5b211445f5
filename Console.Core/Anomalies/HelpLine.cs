using System.Collections.Concurrent;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// The fast way of a call for help: decided as soon as it is stored, with nothing in front of it. The home's watch comes
/// to the same decision in event time a little later; a decision told twice is one.
/// </summary>
internal sealed class HelpLine(EstateCalendar calendar)
{
    // Bounded: an old call is forgotten when many homes have called since; then a repeated press is told once more.
    private const int Kept = 10_000;

    private readonly ConcurrentDictionary<(HomeId, string), long> _opened = new();

    /// <summary>The home's call has been answered: a press after that is a call of its own.</summary>
    public void Answered(HomeId home)
    {
        _opened.TryRemove((home, ""), out _);
        _opened.TryRemove((home, HelpRule.Duress), out _);
    }

    /// <summary>The decision on a call; null for other readings, for a call from a broker's memory and for one that belongs to the call before.</summary>
    public WatchDecision? Take(in Reading reading)
    {
        if (!Row.AsksForHelp(reading.Measure, reading.Value) || reading.Marks.HasFlag(ReadingMarks.Retained))
        {
            return null;
        }

        var duress = reading.Measure == Measure.Alarm;
        var cause = duress ? HelpRule.Duress : "";
        var home = reading.Device.Home;
        var at = reading.At.ToUnixTimeMilliseconds();
        if (_opened.TryGetValue((home, cause), out var before) && Math.Abs(at - before) <= HelpRule.OneCall)
        {
            return null;
        }

        if (_opened.Count >= Kept)
        {
            _opened.Clear();
        }

        _opened[(home, cause)] = at;
        return new WatchDecision(reading.At, home, AnomalyKind.Sos, cause, Severity.Critical, DecisionChange.Opened, reading.At, reading.At,
            Evidence.Help(duress, new EstateClock(calendar).When(at)));
    }
}
