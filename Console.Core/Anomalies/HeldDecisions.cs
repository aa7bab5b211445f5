using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// Openings that wait: device faults for a moment, in case many homes have the same, and what rests on missing data while
/// an outage of the area explains it. What is cleared while it waits was never told and never is.
/// </summary>
internal sealed class HeldDecisions
{
    private readonly Dictionary<(string Community, string Home, AnomalyKind Kind, string Cause), (WatchDecision Decision, long TellAt)> _held = [];

    public int Count => _held.Count;

    /// <summary>Keeps an opening back until an instant, Unix milliseconds; <see cref="long.MaxValue"/> for as long as the outage lasts.</summary>
    public void Hold(WatchDecision decision, long tellAt) => _held[Key(decision)] = (decision, tellAt);

    /// <summary>Takes a later change of a held opening in; false when none is held.</summary>
    public bool Absorb(WatchDecision change)
    {
        if (!_held.TryGetValue(Key(change), out var held) || held.Decision.Opened != change.Opened)
        {
            return false;
        }

        if (change.Change == DecisionChange.Cleared)
        {
            _held.Remove(Key(change));
        }
        else
        {
            _held[Key(change)] = (held.Decision with { Severity = change.Severity, Evidence = change.Evidence }, held.TellAt);
        }

        return true;
    }

    /// <summary>Nothing of the home is told any more.</summary>
    public void Forget(HomeId home)
    {
        foreach (var key in _held.Keys.Where(key => key.Community == home.Community && key.Home == home.Home).ToList())
        {
            _held.Remove(key);
        }
    }

    /// <summary>Sets anew how long each waits, and takes out what need not wait any longer, oldest first.</summary>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="until">The new end of waiting for a decision that waits until an instant.</param>
    public IReadOnlyList<WatchDecision> Due(long now, Func<WatchDecision, long, long> until)
    {
        List<WatchDecision>? due = null;
        foreach (var (key, (decision, tellAt)) in _held)
        {
            var next = until(decision, tellAt);
            if (next <= now)
            {
                (due ??= []).Add(decision);
                _held.Remove(key);
            }
            else if (next != tellAt)
            {
                _held[key] = (decision, next);
            }
        }

        due?.Sort((a, b) => a.Time != b.Time ? a.Time.CompareTo(b.Time) : string.CompareOrdinal(a.Home.Home + a.Cause, b.Home.Home + b.Cause));
        return due ?? [];
    }

    public void Pass(StatePass pass)
    {
        var all = _held.Values.ToArray();
        var count = all.Length;
        pass.Count(ref count, 0, 10_000_000);
        for (var i = 0; i < count; i++)
        {
            var (decision, tellAt) = pass.Reading ? default : all[i];
            pass.Long(ref tellAt);
            PassDecision(pass, ref decision);
            if (pass.Reading)
            {
                Hold(decision!, tellAt);
            }
        }
    }

    private static void PassDecision(StatePass pass, ref WatchDecision? decision)
    {
        var (community, home, cause) = (decision?.Home.Community ?? "", Utf8(decision?.Home.Home), Utf8(decision?.Cause));
        var (zh, en) = (Utf8(decision?.Evidence.Zh), Utf8(decision?.Evidence.En));
        var (time, opened, since) = (Milliseconds(decision?.Time), Milliseconds(decision?.Opened), Milliseconds(decision?.Since));
        var packed = (((int)(decision?.Kind ?? 0)) << 8) | (int)(decision?.Severity ?? 0);
        pass.Text(ref community);
        pass.Block(ref home);
        pass.Block(ref cause);
        pass.Block(ref zh);
        pass.Block(ref en);
        pass.Long(ref time);
        pass.Long(ref opened);
        pass.Long(ref since);
        pass.Count(ref packed, 0, int.MaxValue);
        decision ??= new WatchDecision(
            Instant(time), new(community, Text(home)), (AnomalyKind)(packed >> 8), Text(cause), (Severity)(packed & 255),
            DecisionChange.Opened, Instant(opened), Instant(since), new Sentence(Text(zh), Text(en)));
    }

    private static (string, string, AnomalyKind, string) Key(WatchDecision decision) =>
        (decision.Home.Community, decision.Home.Home, decision.Kind, decision.Cause);

    private static byte[] Utf8(string? text) => System.Text.Encoding.UTF8.GetBytes(text ?? "");

    private static string Text(byte[] utf8) => System.Text.Encoding.UTF8.GetString(utf8);

    private static long Milliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds() ?? 0;

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
