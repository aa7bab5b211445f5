using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;

namespace CommunityConsole.Core.Governance;

/// <summary>What came of an alert, as the figures count it.</summary>
public enum AlertUse
{
    /// <summary>未结: not closed yet.</summary>
    Open,

    /// <summary>确有需要: somebody needed help and got it, or had died.</summary>
    Needed,

    /// <summary>虚惊: the person was well, asleep, away or visited.</summary>
    Harmless,

    /// <summary>设备原因: a device, or power and network, made it.</summary>
    Device,

    /// <summary>自行解除: the watch withdrew it before anybody had taken it, or consent ended.</summary>
    Withdrawn,
}

/// <summary>
/// The moments of one alert that the figures count, read from its steps. An alert that was over before the desk heard of it
/// (a gateway brought hours at once) was nobody's work: it is neither shown nor paged.
/// </summary>
/// <param name="Alert">The alert, with all its steps.</param>
/// <param name="ShownAt">When it first stood on the desk as work: Attention or graver; null for a remark.</param>
/// <param name="PagedAt">When it first called people (<see cref="AlertPolicy.Calls"/>) and was not held back; null when it never did.</param>
/// <param name="TakenAt">When somebody first took it, or shelved it once it called: a named person had answered; null while nobody has.</param>
/// <param name="EndedAt">When it was closed; null while it is open.</param>
/// <param name="Use">What came of it.</param>
/// <param name="Comings">Each time it came up: its opening, every return of the condition, and every time it left the shelf by itself. Nothing comes up on the shelf. Repeats of one source are chatter.</param>
/// <param name="Shelved">Its times on the shelf, oldest first; the last one has no end while it lies there.</param>
public sealed record AlertCourse(
    Alert Alert,
    DateTimeOffset? ShownAt,
    DateTimeOffset? PagedAt,
    DateTimeOffset? TakenAt,
    DateTimeOffset? EndedAt,
    AlertUse Use,
    IReadOnlyList<DateTimeOffset> Comings,
    IReadOnlyList<ShelfSpan> Shelved)
{
    /// <summary>From the page to the person who took it. Somebody who took it before it called was there at once.</summary>
    public TimeSpan? TimeToTake => TakenAt - PagedAt is { } took ? (took > TimeSpan.Zero ? took : TimeSpan.Zero) : null;

    /// <summary>How long it has lain on the shelf until then, all times together.</summary>
    public TimeSpan ShelvedFor(DateTimeOffset until) => new(Shelved.Sum(span => ((span.Until ?? until) - span.From).Ticks));

    /// <summary>Reads the steps in their order.</summary>
    public static AlertCourse Of(Alert alert)
    {
        DateTimeOffset? shown = null, paged = null, taken = null, ended = null;
        var severity = Severity.Notice;
        var (held, shelved) = (false, false);
        List<DateTimeOffset> comings = [];
        foreach (var step in alert.Steps)
        {
            switch (step.Kind)
            {
                case AlertStepKind.Opened or AlertStepKind.Raised or AlertStepKind.CameAgain:
                    severity = (Severity)Math.Max((int)severity, (int)Enum.Parse<Severity>(step.Detail));
                    comings.AddRange(step.Kind == AlertStepKind.Raised || shelved ? [] : [step.At]);
                    break;
                case AlertStepKind.Shelved:
                    (shelved, taken) = (true, paged is null ? taken : taken ?? step.At);
                    break;
                case AlertStepKind.Unshelved:
                    shelved = false;
                    comings.AddRange(step.Detail == nameof(ShelfEnd.ByHand) ? [] : [step.At]);
                    break;
                case AlertStepKind.Held:
                    held = true;
                    break;
                case AlertStepKind.Armed:
                    held = false;
                    break;
                case AlertStepKind.Taken:
                    (shelved, taken) = (false, taken ?? step.At);
                    break;
                case AlertStepKind.Resolved or AlertStepKind.Dismissed or AlertStepKind.ClosedItself:
                    (shelved, ended) = (false, step.At);
                    break;
                case AlertStepKind.Reopened:
                    (ended, held) = (null, false);
                    break;
            }

            // An alert that opens held has both steps of one instant: it is judged after the second.
            var last = step.Number == alert.Steps.Count || alert.Steps[step.Number].At != step.At;   // a step told late may be older than the one before it
            if (last && !held && !shelved)
            {
                shown ??= severity >= Severity.Attention ? step.At : null;
                paged ??= AlertPolicy.Calls(alert.Kind, severity) ? step.At : null;
            }
        }

        var overBefore = WasOver(alert);
        return new AlertCourse(
            alert, overBefore ? null : shown, overBefore ? null : paged, taken, ended, overBefore ? AlertUse.Withdrawn : UseOf(alert), comings, ShelfSpan.Of(alert));
    }

    private static bool WasOver(Alert alert) => alert.Outcome == AlertOutcome.ClearedItself && alert.ClearedAt < alert.Steps[0].At;

    private static AlertUse UseOf(Alert alert) => (alert.State, alert.Outcome, alert.FalseReason) switch
    {
        (AlertState.Resolved, AlertOutcome.Helped or AlertOutcome.TakenToHospital or AlertOutcome.PassedAway, _) => AlertUse.Needed,
        (AlertState.Resolved, AlertOutcome.ClearedItself or AlertOutcome.ConsentEnded, _) => AlertUse.Withdrawn,
        (AlertState.Resolved, AlertOutcome.Device or AlertOutcome.Restored, _) or (AlertState.False, _, FalseReason.Device) => AlertUse.Device,
        (AlertState.Resolved or AlertState.False, _, _) => AlertUse.Harmless,
        _ => AlertUse.Open,
    };
}
