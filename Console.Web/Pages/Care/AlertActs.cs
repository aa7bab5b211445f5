using CommunityConsole.Core.Care;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>What can be pressed about an alert: always in this order, at the same place, with the same key.</summary>
public enum AlertAct
{
    Take,
    TakeOver,
    Contact,
    Visit,
    Resolve,
    Dismiss,
}

/// <summary>A button of the desk.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Key">Its key, lower case.</param>
/// <param name="Icon">Its icon.</param>
/// <param name="Possible">Whether it can be pressed now; it keeps its place either way.</param>
public sealed record AlertActs(AlertAct Kind, string Key, string Icon, bool Possible)
{
    /// <summary>The buttons of an alert.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="mine">It is in the reader's hand, or the reader is a grid manager.</param>
    /// <param name="mayTakeOver">The reader may take it from somebody else.</param>
    public static IEnumerable<AlertActs> Of(Alert alert, bool mine, bool mayTakeOver)
    {
        var open = alert.State == AlertState.Open;
        var workable = open || mine;
        yield return !open && mayTakeOver
            ? new(AlertAct.TakeOver, "t", "hand", true)
            : new(AlertAct.Take, "t", "hand", open);
        yield return new(AlertAct.Contact, "c", "phone", workable);
        if (alert.Area is null)
        {
            yield return new(AlertAct.Visit, "v", "walk", workable && alert.State is AlertState.Open or AlertState.Taken or AlertState.Contacting);
        }

        yield return new(AlertAct.Resolve, "r", "tick", workable);
        yield return new(AlertAct.Dismiss, "f", "cross", workable && alert.Proposal is null);
    }

    /// <summary>The next sensible step: take, phone, send somebody when nobody answers, go on phoning, write the outcome when all is known.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="walk">How the calls stand; null for an area, or a home nobody knows.</param>
    public static AlertAct Next(Alert alert, ContactWalk? walk = null) => alert.State switch
    {
        AlertState.Open => AlertAct.Take,
        AlertState.Taken or AlertState.Contacting when ContactWalk.SendsFirst(alert) => AlertAct.Visit,
        AlertState.Taken when walk is null or { End: WalkEnd.None } => AlertAct.Contact,
        AlertState.Taken or AlertState.Contacting => walk is null ? AfterCall(alert) : AfterWalk(walk),
        AlertState.VisitAsked or AlertState.Approved or AlertState.OnTheWay => AlertAct.Contact, // phoning goes on while help is on its way
        _ => AlertAct.Resolve,
    };

    private static AlertAct AfterWalk(ContactWalk walk) => walk.End switch
    {
        WalkEnd.Fine => AlertAct.Resolve,
        WalkEnd.NeedsHelp or WalkEnd.NobodyReached => AlertAct.Visit,
        _ => AlertAct.Contact,
    };

    private static AlertAct AfterCall(Alert alert) =>
        alert.Steps.LastOrDefault(step => step.Kind is AlertStepKind.Contacted or AlertStepKind.ContactStarted) switch
        {
            { Kind: AlertStepKind.Contacted, Detail: nameof(ContactOutcome.Fine) or nameof(ContactOutcome.BeingRepaired) } => AlertAct.Resolve,
            { Kind: AlertStepKind.Contacted } => alert.Area is null ? AlertAct.Visit : AlertAct.Contact,
            _ => AlertAct.Contact,
        };
}
