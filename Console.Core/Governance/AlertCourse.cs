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
/// <param name="TakenAt">When somebody first took it; null while nobody has.</param>
/// <param name="EndedAt">When it was closed; null while it is open.</param>
/// <param name="Use">What came of it.</param>
public sealed record AlertCourse(Alert Alert, DateTimeOffset? ShownAt, DateTimeOffset? PagedAt, DateTimeOffset? TakenAt, DateTimeOffset? EndedAt, AlertUse Use)
{
    /// <summary>From the page to the person who took it. Somebody who took it before it called was there at once.</summary>
    public TimeSpan? TimeToTake => TakenAt - PagedAt is { } took ? (took > TimeSpan.Zero ? took : TimeSpan.Zero) : null;

    /// <summary>Each time it came up: its opening and every return. Repeats of one source are chatter.</summary>
    public IEnumerable<DateTimeOffset> Comings =>
        Alert.Steps.Where(step => step.Kind is AlertStepKind.Opened or AlertStepKind.CameAgain).Select(step => step.At);

    /// <summary>Reads the steps in their order.</summary>
    public static AlertCourse Of(Alert alert)
    {
        DateTimeOffset? shown = null, paged = null, taken = null, ended = null;
        var severity = Severity.Notice;
        var held = false;
        foreach (var step in alert.Steps)
        {
            switch (step.Kind)
            {
                case AlertStepKind.Opened or AlertStepKind.Raised or AlertStepKind.CameAgain:
                    severity = (Severity)Math.Max((int)severity, (int)Enum.Parse<Severity>(step.Detail));
                    break;
                case AlertStepKind.Held:
                    held = true;
                    break;
                case AlertStepKind.Armed:
                    held = false;
                    break;
                case AlertStepKind.Taken:
                    taken ??= step.At;
                    break;
                case AlertStepKind.Resolved or AlertStepKind.Dismissed or AlertStepKind.ClosedItself:
                    ended = step.At;
                    break;
                case AlertStepKind.Reopened:
                    (ended, held) = (null, false);
                    break;
            }

            // An alert that opens held has both steps of one instant: it is judged after the second.
            var last = step.Number == alert.Steps.Count || alert.Steps[step.Number].At > step.At;
            if (last && !held)
            {
                shown ??= severity >= Severity.Attention ? step.At : null;
                paged ??= AlertPolicy.Calls(alert.Kind, severity) ? step.At : null;
            }
        }

        return WasOver(alert)
            ? new AlertCourse(alert, null, null, taken, ended, AlertUse.Withdrawn)
            : new AlertCourse(alert, shown, paged, taken, ended, UseOf(alert));
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
