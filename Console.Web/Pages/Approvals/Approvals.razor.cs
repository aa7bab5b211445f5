using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace CommunityConsole.Web.Pages.Approvals;

/// <summary>What the page's cards send: the visit, and whom the grid manager chose.</summary>
public sealed record Approval(Visit Visit, StaffId? Goer);

/// <summary>Visits that wait for a grid manager; beneath, what left without waiting and what is under way.</summary>
public sealed partial class Approvals(VisitBoard board, DispatchDesk desk, DialogService dialogs)
{
    private readonly Chime _chime = new();
    private IReadOnlyList<Visit> _visits = [];
    private string? _refusal;

    /// <summary>The grid manager.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private IEnumerable<Visit> Asked => _visits.Where(visit => visit.State == VisitState.Asked);

    private IEnumerable<Visit> After => _visits.Where(visit => visit.NeedsApprovalAfter);

    private IEnumerable<Visit> UnderWay => _visits.Where(visit => visit is { IsOpen: true, ApprovedBy: not null });

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    private void Show(IReadOnlyList<Visit> visits)
    {
        _visits = visits;
        _chime.Hear(
            Asked.Select(visit => (visit.Id.ToString(), visit.MayLeaveAtOnce))
                .Concat(visits.Where(visit => visit is { IsOpen: true, SecondAskedAt: not null, Second: null }).Select(visit => ($"{visit.Id} second", visit.MayLeaveAtOnce))),
            _ => Text["Spoken"]);
    }

    private Task ApproveAsync(Approval approval) =>
        CommandAsync(actor => desk.ApproveAsync(approval.Visit.Id, actor, approval.Goer, CancellationToken.None));

    private Task AddSecondAsync(Approval approval) =>
        CommandAsync(actor => desk.AddSecondAsync(approval.Visit.Id, approval.Goer!.Value, actor, CancellationToken.None));

    private Task RefuseAsync(Visit visit) => dialogs.AskAsync<RefuseDialog, string>(
        Text["RefuseTitle"], reason => GiveAsync(actor => desk.RefuseAsync(visit.Id, actor, reason, CancellationToken.None)), (nameof(RefuseDialog.Visit), visit));

    private async Task CommandAsync(Func<Actor, Task<Result<Visit>>> command) => _refusal = (await GiveAsync(command))?.Message.ToString();

    // No token: a decision once made is finished even if the page closes.
    private async Task<Problem?> GiveAsync(Func<Actor, Task<Result<Visit>>> command) => (await Me.DoAsync(command)).Problem;
}
