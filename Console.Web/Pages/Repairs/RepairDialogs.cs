using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>What a dialog for waiting asks for.</summary>
public sealed record WaitWish(RepairWait What, DateTimeOffset Until, string Note);

/// <summary>What a dialog for what is done asks for.</summary>
public sealed record FinishWish(string Note, IReadOnlyList<string> Photos);

/// <summary>What a dialog for refusing asks for.</summary>
public sealed record RefuseWish(string Reason, string WhereToTurn);

/// <summary>What a dialog for assigning asks for.</summary>
public sealed record AssignWish(UnitId? Unit, StaffId? Worker);

/// <summary>What a dialog for deleting asks for.</summary>
public sealed record EraseWish(int? Reporter, bool Photos, string Reason);

/// <summary>What the form for sorting asks for.</summary>
public sealed record TriageWish(RepairTriage Triage, AssignWish To);

/// <summary>How sorting ends: sorted, or one with another.</summary>
public sealed record TriageEnd(TriageWish? Sorted, RepairId? Into);

/// <summary>Asks what a move needs and gives the command: the same from a card, from a drop and from the repair's own page.</summary>
public sealed class RepairDialogs(RepairDesk desk, DialogService dialogs, IStringLocalizer<RepairsText> text)
{
    /// <summary>Makes the move: at once, or by a dialog that stays open until it was made. What stood against a move made at once; else null.</summary>
    public Task<Problem?> MoveAsync(RepairAsk ask, CurrentWorker me)
    {
        var (repair, move) = ask;
        var id = repair.Id;
        return move switch
        {
            RepairMove.Accept => DoAsync(me, actor => desk.AcceptAsync(id, actor, CancellationToken.None)),
            RepairMove.Start => DoAsync(me, actor => desk.StartAsync(id, actor, CancellationToken.None)),
            RepairMove.Assign when me.Role == Role.RepairWorker => DoAsync(me, actor => desk.AssignAsync(id, null, me.Id, actor, CancellationToken.None)),
            RepairMove.Assign => AskAsync<AssignDialog, AssignWish>(
                "MoveAssign", repair, to => DoAsync(me, actor => desk.AssignAsync(id, to.Unit, to.Worker, actor, CancellationToken.None))),
            RepairMove.Triage => AskAsync<TriageDialog, TriageEnd>("MoveTriage", repair, end => end.Into is { } into ? MergeAsync(id, into, me) : SortAsync(id, end.Sorted!, me)),
            RepairMove.Wait => AskAsync<WaitDialog, WaitWish>(
                "MoveWait", repair, wait => DoAsync(me, actor => desk.WaitAsync(id, wait.What, wait.Until, wait.Note, actor, CancellationToken.None))),
            RepairMove.Finish => AskAsync<FinishDialog, FinishWish>(
                "MoveFinish", repair, done => DoAsync(me, actor => desk.FinishAsync(id, done.Note, done.Photos, actor, CancellationToken.None))),
            RepairMove.Refuse => AskAsync<RefuseDialog, RefuseWish>(
                "MoveRefuse", repair, wish => DoAsync(me, actor => desk.RefuseAsync(id, wish.Reason, wish.WhereToTurn, actor, CancellationToken.None))),
            RepairMove.Reopen => AskAsync<ReopenDialog, string>("MoveReopen", repair, reason => DoAsync(me, actor => desk.ReopenAsync(id, reason, actor, CancellationToken.None))),
            RepairMove.Merge => AskAsync<MergeDialog, RepairId>("MoveMerge", repair, into => MergeAsync(id, into, me)),
            _ => Task.FromResult<Problem?>(null),
        };
    }

    /// <summary>Asks what is to be deleted and why, and deletes it; always null.</summary>
    public Task<Problem?> EraseAsync(Repair repair, CurrentWorker me) => AskAsync<EraseDialog, EraseWish>(
        "Erase", repair, wish => DoAsync(me, actor => desk.EraseAsync(repair.Id, wish.Reporter, wish.Photos, wish.Reason, actor, CancellationToken.None)));

    /// <summary>Says what it is and gives it to a unit: two steps on record, pressed once.</summary>
    public Task<Problem?> SortAsync(RepairId id, TriageWish wish, CurrentWorker me) => DoAsync(me, async actor =>
    {
        var sorted = await desk.TriageAsync(id, wish.Triage, actor, CancellationToken.None);
        return sorted.Succeeded ? await desk.AssignAsync(id, wish.To.Unit, wish.To.Worker, actor, CancellationToken.None) : sorted;
    });

    /// <summary>The two are one.</summary>
    public Task<Problem?> MergeAsync(RepairId id, RepairId into, CurrentWorker me) => DoAsync(me, actor => desk.MergeAsync(id, into, actor, CancellationToken.None));

    // No token: a decision once made is finished even if the page closes.
    private static async Task<Problem?> DoAsync(CurrentWorker me, Func<Actor, Task<Result<Repair>>> command) => (await me.DoAsync(command)).Problem;

    private async Task<Problem?> AskAsync<TDialog, TWish>(string title, Repair repair, Func<TWish, Task<Problem?>> send)
        where TDialog : ComponentBase
    {
        await dialogs.AskAsync<TDialog, TWish>($"{text[title]} · #{repair.Id} {repair.Title}", send, ("Repair", repair));
        return null;
    }
}
