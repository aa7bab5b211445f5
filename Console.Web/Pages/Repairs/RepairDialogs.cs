using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>What a dialog for waiting gives back.</summary>
public sealed record WaitWish(RepairWait What, DateTimeOffset Until, string Note);

/// <summary>What a dialog for what is done gives back.</summary>
public sealed record FinishWish(string Note, IReadOnlyList<string> Photos);

/// <summary>What a dialog for refusing gives back.</summary>
public sealed record RefuseWish(string Reason, string WhereToTurn);

/// <summary>What a dialog for assigning gives back.</summary>
public sealed record AssignWish(UnitId? Unit, StaffId? Worker);

/// <summary>What a dialog for deleting gives back.</summary>
public sealed record EraseWish(int? Reporter, bool Photos, string Reason);

/// <summary>What the form for sorting gives back.</summary>
public sealed record TriageWish(RepairTriage Triage, AssignWish To);

/// <summary>Asks what a move needs and gives the command: the same from a card, from a drop and from the repair's own page.</summary>
public sealed class RepairDialogs(RepairDesk desk, DialogService dialogs, IStringLocalizer<RepairsText> text)
{
    /// <summary>Makes the move; null where it was made or the person thought better of it.</summary>
    public async Task<Problem?> MoveAsync(RepairAsk ask, CurrentWorker me)
    {
        var (repair, move) = ask;
        var id = repair.Id;
        return move switch
        {
            RepairMove.Accept => await DoAsync(me, actor => desk.AcceptAsync(id, actor, CancellationToken.None)),
            RepairMove.Start => await DoAsync(me, actor => desk.StartAsync(id, actor, CancellationToken.None)),
            RepairMove.Assign when me.Role == Role.RepairWorker => await DoAsync(me, actor => desk.AssignAsync(id, null, me.Id, actor, CancellationToken.None)),
            RepairMove.Assign when await OpenAsync<AssignDialog>("MoveAssign", repair) is AssignWish to =>
                await DoAsync(me, actor => desk.AssignAsync(id, to.Unit, to.Worker, actor, CancellationToken.None)),
            RepairMove.Triage when await OpenAsync<TriageDialog>("MoveTriage", repair) is { } wish => wish is RepairId into ? await MergeAsync(id, into, me) : await SortAsync(id, (TriageWish)wish, me),
            RepairMove.Wait when await OpenAsync<WaitDialog>("MoveWait", repair) is WaitWish wait =>
                await DoAsync(me, actor => desk.WaitAsync(id, wait.What, wait.Until, wait.Note, actor, CancellationToken.None)),
            RepairMove.Finish when await OpenAsync<FinishDialog>("MoveFinish", repair) is FinishWish done =>
                await DoAsync(me, actor => desk.FinishAsync(id, done.Note, done.Photos, actor, CancellationToken.None)),
            RepairMove.Refuse when await OpenAsync<RefuseDialog>("MoveRefuse", repair) is RefuseWish wish =>
                await DoAsync(me, actor => desk.RefuseAsync(id, wish.Reason, wish.WhereToTurn, actor, CancellationToken.None)),
            RepairMove.Reopen when await OpenAsync<ReopenDialog>("MoveReopen", repair) is string reason => await DoAsync(me, actor => desk.ReopenAsync(id, reason, actor, CancellationToken.None)),
            RepairMove.Merge when await OpenAsync<MergeDialog>("MoveMerge", repair) is RepairId into => await MergeAsync(id, into, me),
            _ => null,
        };
    }

    /// <summary>Asks what is to be deleted and why, and deletes it.</summary>
    public async Task<Problem?> EraseAsync(Repair repair, CurrentWorker me) =>
        await OpenAsync<EraseDialog>("Erase", repair) is EraseWish wish
            ? await DoAsync(me, actor => desk.EraseAsync(repair.Id, wish.Reporter, wish.Photos, wish.Reason, actor, CancellationToken.None))
            : null;

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

    private async Task<object?> OpenAsync<TDialog>(string title, Repair repair)
        where TDialog : ComponentBase =>
        await dialogs.OpenAsync<TDialog>(
            $"{text[title]} · #{repair.Id} {repair.Title}", new Dictionary<string, object?> { ["Repair"] = repair }, new DialogOptions { Width = "min(34rem, 96vw)", CloseDialogOnOverlayClick = false });
}
