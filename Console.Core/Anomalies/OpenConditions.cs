using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Anomalies;

/// <summary>A condition that stands.</summary>
internal sealed class OpenCondition
{
    public AnomalyKind Kind;
    public string Cause = "";
    public Severity Severity;
    public long Opened;
    public long Since;
}

/// <summary>The open conditions of a home, one for each kind and cause, and the decisions that open, raise and clear them.</summary>
internal sealed class OpenConditions(HomeId home)
{
    private readonly List<OpenCondition> _open = [];

    /// <summary>Where decisions go.</summary>
    public List<WatchDecision> Decisions { get; set; } = [];

    public List<OpenCondition> All => _open;

    public OpenCondition? Find(AnomalyKind kind, string cause = "")
    {
        foreach (var condition in _open)
        {
            if (condition.Kind == kind && condition.Cause == cause)
            {
                return condition;
            }
        }

        return null;
    }

    /// <summary>Whether this would open the condition or raise it: asked before a sentence is made.</summary>
    public bool IsNews(AnomalyKind kind, Severity severity, string cause = "") =>
        Find(kind, cause) is not { } open || open.Severity < severity;

    /// <summary>Opens the condition, or raises it when it stands at a lower severity; else nothing.</summary>
    public void Open(long now, AnomalyKind kind, string cause, Severity severity, long since, Sentence evidence)
    {
        if (Find(kind, cause) is not { } condition)
        {
            condition = new OpenCondition { Kind = kind, Cause = cause, Severity = severity, Opened = now, Since = since };
            _open.Add(condition);
            Tell(now, condition, DecisionChange.Opened, evidence);
        }
        else if (condition.Severity < severity)
        {
            condition.Severity = severity;
            Tell(now, condition, DecisionChange.Raised, evidence);
        }
    }

    /// <summary>Clears the condition when it stands.</summary>
    public void Clear(long now, AnomalyKind kind, string cause, Sentence evidence)
    {
        if (Find(kind, cause) is { } condition)
        {
            _open.Remove(condition);
            Tell(now, condition, DecisionChange.Cleared, evidence);
        }
    }

    /// <summary>
    /// Takes over from what stood before late rows were judged: what is new opens now, what no longer stands is
    /// withdrawn, what still stands keeps its opening and never falls.
    /// </summary>
    public void Follow(OpenConditions before, long now, Func<OpenCondition, Sentence> found)
    {
        foreach (var old in before._open)
        {
            if (Find(old.Kind, old.Cause) is not { } same || IsAnother(same, old))
            {
                Tell(now, old, DecisionChange.Cleared, Evidence.Withdrawn);
            }
        }

        foreach (var condition in _open)
        {
            if (before.Find(condition.Kind, condition.Cause) is not { } old || IsAnother(condition, old))
            {
                condition.Opened = now;
                Tell(now, condition, DecisionChange.Opened, found(condition));
                continue;
            }

            var raised = condition.Severity > old.Severity;
            condition.Opened = old.Opened;
            condition.Severity = raised ? condition.Severity : old.Severity;
            if (raised)
            {
                Tell(now, condition, DecisionChange.Raised, found(condition));
            }
        }
    }

    // Begun later and less grave: not the one that stood, but what came after it.
    private static bool IsAnother(OpenCondition now, OpenCondition before) => now.Since > before.Since && now.Severity < before.Severity;

    public void Pass(StatePass pass)
    {
        var count = _open.Count;
        pass.Count(ref count, 0, 10_000);
        for (var i = 0; i < count; i++)
        {
            var one = pass.Reading ? new OpenCondition() : _open[i];
            var kind = ((int)one.Kind << 8) | (int)one.Severity;
            pass.Count(ref kind, 0, int.MaxValue);
            pass.Text(ref one.Cause);
            pass.Long(ref one.Opened);
            pass.Long(ref one.Since);
            if (pass.Reading)
            {
                one.Kind = (AnomalyKind)(kind >> 8);
                one.Severity = (Severity)(kind & 255);
                _open.Add(one);
            }
        }
    }

    private void Tell(long now, OpenCondition condition, DecisionChange change, Sentence evidence) =>
        Decisions.Add(new WatchDecision(
            Instant(now), home, condition.Kind, condition.Cause, condition.Severity, change, Instant(condition.Opened), Instant(condition.Since), evidence));

    private static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
