using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Pages.Care;

namespace CommunityConsole.Web.Endpoints.Field;

/// <summary>Gives what a phone tells to the desk that decides; rights and order of the steps are checked there.</summary>
internal sealed class FieldSteps(DispatchDesk dispatch, AlertDesk alerts, MorningDesk mornings)
{
    /// <summary>Takes one step of a visit.</summary>
    public Task<Result<Visit>> TellAsync(VisitId id, string step, ToldStep told, Actor actor, CancellationToken cancellation) => step switch
    {
        "accept" => dispatch.AcceptAsync(id, actor, cancellation),
        "depart" => dispatch.DepartAsync(id, actor, cancellation),
        "arrive" => dispatch.ArriveAsync(id, actor, cancellation),
        "prove" when told.Code is { } code => dispatch.ProveByCodeAsync(id, code, actor, cancellation),
        "prove" => dispatch.ProveByPositionAsync(id, told.Distance ?? -1, told.Accuracy ?? -1, actor, cancellation),
        "enter" => dispatch.EnterAsync(id, actor, cancellation),
        "second" => dispatch.AskSecondAsync(id, told.Note ?? "", actor, cancellation),
        "join" => dispatch.AddSecondAsync(id, actor.Id, actor, cancellation),
        "hand-over" => Emergency.Of(told.Service) is { } service
            ? dispatch.HandOverAsync(id, service, actor, cancellation)
            : Task.FromResult<Result<Visit>>(new EmergencyUnknown()),
        "outcome" => CloseAsync(id, told, actor, cancellation),
        _ => Task.FromResult<Result<Visit>>(new StepUnknown()),
    };

    // The outcome belongs to the alert, or to the morning list; closing it counts the visit as done. A visit about something else is only finished.
    private async Task<Result<Visit>> CloseAsync(VisitId id, ToldStep told, Actor actor, CancellationToken cancellation)
    {
        var visit = await dispatch.FindAsync(id, actor, cancellation);
        if (!visit.Succeeded)
        {
            return visit;
        }

        var note = told.Note?.Trim() ?? "";
        if (visit.Value.Subject.StartsWith(MorningCall.VisitPrefix, StringComparison.Ordinal))
        {
            return Enum.TryParse<AlertOutcome>(told.Outcome, out var found)
                ? await mornings.FinishVisitAsync(id, found, note, actor, cancellation)
                : new MorningFoundNotValid(visit.Value.Home);
        }

        if (VisitSubject.AlertOf(visit.Value) is not { } alert)
        {
            return await dispatch.FinishAsync(id, actor, note, cancellation);
        }

        if (!Enum.TryParse<AlertOutcome>(told.Outcome, out var outcome))
        {
            return new AlertOutcomeNotValid(alert);
        }

        var closed = await alerts.ResolveAsync(alert, actor, outcome, note, cancellation);
        return closed.Succeeded ? await dispatch.FindAsync(id, actor, cancellation) : closed.Problem;
    }
}
