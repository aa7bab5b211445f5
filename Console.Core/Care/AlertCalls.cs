using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Care;

/// <content>Messages with a one-time link, and what comes back by it.</content>
public sealed partial record Alert
{
    /// <summary>Between two messages to the same person.</summary>
    public static readonly TimeSpan FinePause = TimeSpan.FromMinutes(5);

    /// <summary>Most messages to one person about one alert.</summary>
    public const int MostFineAsked = 3;

    /// <summary>The step by which somebody asked for help by link, while nobody of the staff has acted since; null otherwise.</summary>
    public AlertStep? HelpAsked => !IsOpen ? null : Steps.LastOrDefault(step => Actor.IsStaff(step.By) || IsHelpByLink(step)) is { } last && IsHelpByLink(last) ? last : null;

    /// <summary>Somebody said that help is needed, by link or on the telephone, and no person has closed the alert since.</summary>
    public bool HelpIsOpen => IsOpen && Steps.LastOrDefault(step => IsHelp(step) || step.Kind is AlertStepKind.Resolved or AlertStepKind.Dismissed or AlertStepKind.ClosedItself) is { } last && IsHelp(last);

    /// <summary>A message is sent to that person. Takes an open alert in the same breath.</summary>
    internal Result<Alert> AskFine(Actor by, Callee whom, DateTimeOffset at) => InHand(by, at, alert =>
    {
        var asked = alert.Steps.Where(step => step.Kind == AlertStepKind.FineAsked && step.Whom == whom.Id).ToList();
        return asked.Count >= MostFineAsked || (asked.Count > 0 && at < asked[^1].At + FinePause)
            ? new FineAskedAlready(Id)
            : alert.With(AlertStepKind.FineAsked, by, at, whom: whom);
    });

    /// <summary>
    /// What that person answered by link. It never closes an alert. Help asked for puts it back to those nobody has, where
    /// nobody is sent yet, and calls in any case.
    /// </summary>
    internal Alert AnswerByLink(Actor by, Callee whom, ContactOutcome outcome, DateTimeOffset at)
    {
        var alert = this;
        if (outcome == ContactOutcome.NeedsHelp && !VisitUnderWay)
        {
            alert = ShelvedUntil is null ? this : OffShelf(ShelfEnd.Graver, by, at);
            alert = alert.Arm(by, at).PutBack().Promise(at);
        }

        return alert.With(AlertStepKind.Contacted, by, at, outcome.ToString(), whom: whom);
    }

    /// <summary>The alert was closed and help is asked for by its link: put back to those nobody has, and calling.</summary>
    internal Alert ReopenForHelp(Actor by, Callee whom, DateTimeOffset at) =>
        PutBack().Promise(at).With(AlertStepKind.Reopened, by, at).With(AlertStepKind.Contacted, by, at, nameof(ContactOutcome.NeedsHelp), whom: whom);

    private static bool IsHelp(AlertStep step) => step is { Kind: AlertStepKind.Contacted, Detail: nameof(ContactOutcome.NeedsHelp) };

    private static bool IsHelpByLink(AlertStep step) => step.By == Actor.LinkId && IsHelp(step);
}
