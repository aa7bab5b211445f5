using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The chair's console: how it stands, what to press next, who has taken part.</summary>
public sealed partial class VoteChair(VoteDesk desk, VoteArchive archive, PaperDesk papers, DialogService dialogs)
{
    private IReadOnlyList<RollLine> _roll = [];
    private string? _refusal;
    private int _papers;
    private bool _busy;

    [Inject]
    private StaffDirectory Staff { get; set; } = null!;

    private DateTimeOffset LatestEnd => Vote!.Definition.ClosesAt + Vote.Definition.Profile.MostExtension;

    private string NextWords => Vote!.State switch
    {
        VoteState.Prepared => Text["NextOpen", VoteFigures.Minute(Vote.Definition.OpensAt, Calendar), VoteFigures.Minute(Vote.ClosesAt, Calendar)],
        VoteState.Open => Text["NextClose", VoteFigures.Minute(Vote.ClosesAt, Calendar)],
        VoteState.Closed => Text["NextAnnounce"],
        VoteState.Announced => Text["NextNothing", VoteFigures.Minute(Vote.AnnouncedAt!.Value, Calendar)],
        _ => Text["CancelledLine", Vote.Reason],
    };

    /// <inheritdoc />
    protected override TimeSpan? Again => RollPause;

    /// <inheritdoc />
    protected override async Task ReadAsync()
    {
        var roll = await Me.DoAsync(actor => archive.RollAsync(Id, actor, CancellationToken.None));
        _roll = roll.Succeeded ? roll.Value : [];
        var waiting = await Me.DoAsync(actor => papers.ListAsync(Id, actor, CancellationToken.None));
        _papers = waiting.Succeeded ? waiting.Value.Where(line => line.Kind != SlipKind.Witness).Select(line => line.Kind).GroupBy(kind => kind).Select(kind => kind.Count()).DefaultIfEmpty().Max() : 0;
    }

    private Task OpenAsync() => StepAsync(actor => desk.OpenAsync(Id, actor, CancellationToken.None));

    private async Task CloseAsync()
    {
        // The roll is read again: of a secret vote the board moves in steps only.
        await TryReadAsync();
        var missing = _roll.Count(line => !line.Cast);
        var lost = _papers > 0 ? " " + Text["PapersLost", _papers] : "";
        if (await AskAsync("CloseDo", (missing == 0 ? Text["CloseAll"] : Text["CloseMissing", missing]) + lost, false) is not null)
        {
            await StepAsync(actor => desk.CloseAsync(Id, actor, CancellationToken.None));
        }
    }

    private async Task ExtendAsync()
    {
        if (await AskAsync("ExtendDo", Text["ExtendSentence"], true, LatestEnd) is { } wish)
        {
            await StepAsync(actor => desk.ExtendAsync(Id, Calendar.Instant(wish.Until), wish.Reason, actor, CancellationToken.None));
        }
    }

    private async Task CancelAsync()
    {
        if (await AskAsync("CancelDo", Text["CancelSentence"], true) is { } wish)
        {
            await StepAsync(actor => desk.CancelAsync(Id, wish.Reason, actor, CancellationToken.None));
        }
    }

    private Task AnnounceAsync() => StepAsync(actor => desk.AnnounceAsync(Id, actor, CancellationToken.None));

    private async Task<StepWish?> AskAsync(string act, string consequence, bool reason, DateTimeOffset? latest = null) => await dialogs.OpenAsync<ReasonDialog>(
        Text[act],
        new Dictionary<string, object?>
        {
            [nameof(ReasonDialog.Consequence)] = consequence,
            [nameof(ReasonDialog.Confirm)] = Text[act].Value,
            [nameof(ReasonDialog.Reason)] = reason,
            [nameof(ReasonDialog.Until)] = Calendar.Local(Vote!.ClosesAt).DateTime,
            [nameof(ReasonDialog.Latest)] = latest is { } end ? Calendar.Local(end).DateTime : null,
        },
        new DialogOptions { Width = "min(30rem, 96vw)", CloseDialogOnOverlayClick = false }) as StepWish;

    private async Task StepAsync(Func<Actor, Task<Result<VoteView>>> step)
    {
        _busy = true;
        _refusal = (await Me.DoAsync(step)).Problem?.Message.ToString();
        await TryReadAsync();
        _busy = false;
    }
}
