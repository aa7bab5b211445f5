using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Care;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Field;

/// <summary>What was found at the door.</summary>
public sealed record FieldAnswer(Visit Visit, AlertOutcome Outcome, string Note);

/// <summary>The visits of the person who goes, for one hand on a phone: leave, arrive, outcome.</summary>
public sealed partial class Field(VisitBoard board, DispatchDesk dispatch, AlertDesk alerts)
{
    private readonly Chime _chime = new();
    private IReadOnlyList<Visit> _visits = [];
    private string? _refusal;

    /// <summary>The person who goes.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private IEnumerable<Visit> Mine => _visits.Where(visit => visit.IsOpen && visit.Goer == Me.Id);

    // A Critical visit goes with whoever is first.
    private IEnumerable<Visit> Unclaimed => _visits.Where(visit => visit is { State: VisitState.Asked, MayLeaveAtOnce: true } && visit.Goer != Me.Id);

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    private void Show(IReadOnlyList<Visit> visits)
    {
        _visits = visits;
        _chime.Hear(Mine.Where(visit => visit.State == VisitState.Approved).Concat(Unclaimed).Select(visit => (visit.Id.ToString(), visit.MayLeaveAtOnce)));
    }

    private Task DepartAsync(Visit visit) => CommandAsync(actor => dispatch.DepartAsync(visit.Id, actor, CancellationToken.None));

    private Task ArriveAsync(Visit visit) => CommandAsync(actor => dispatch.ArriveAsync(visit.Id, actor, CancellationToken.None));

    // The outcome belongs to the alert; closing it counts the visit as done. A visit about something else is only finished.
    private async Task FinishAsync(FieldAnswer answer)
    {
        if (VisitSubject.AlertOf(answer.Visit) is { } alert)
        {
            _refusal = (await Me.DoAsync(actor => alerts.ResolveAsync(alert, actor, answer.Outcome, answer.Note, CancellationToken.None))).Problem?.Message.ToString();
            return;
        }

        await CommandAsync(actor => dispatch.FinishAsync(answer.Visit.Id, actor, answer.Note, CancellationToken.None));
    }

    private async Task CommandAsync(Func<Actor, Task<Result<Visit>>> command) =>
        _refusal = (await Me.DoAsync(command)).Problem?.Message.ToString();
}
