using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The chair's console: how it stands, what to press next, who has taken part.</summary>
public sealed partial class VoteChair(VoteDesk desk, VoteArchive archive, PaperDesk papers, DialogService dialogs)
{
    private IReadOnlyList<RollLine> _roll = [];
    private string? _refusal;
    private int _papers;
    private ClockJump? _jump;
    private bool _busy;

    [Inject]
    private StaffDirectory Staff { get; set; } = null!;

    [Inject]
    private ClockWatch Watch { get; set; } = null!;

    [Inject]
    private VoteSigner Signer { get; set; } = null!;

    // Every step but an extension is signed: without the key there is nothing to press, and the warning above says why. No vote is opened with another key in the house.
    private bool CannotOpen => Signer.Refusal is not null;

    private bool CannotSign => CannotOpen && !Signer.Signs(Vote!.Definition);

    private DateTimeOffset LatestEnd => Vote!.Definition.ClosesAt + Vote.Definition.Profile.MostExtension;

    private string NextWords => Vote!.State switch
    {
        VoteState.Prepared => Text["NextOpen", VoteFigures.Minute(Vote.Definition.OpensAt, Calendar), VoteFigures.Minute(Vote.ClosesAt, Calendar)],
        VoteState.Open => Text[CannotSign ? "NextCloseKey" : "NextClose", VoteFigures.Minute(Vote.ClosesAt, Calendar)],
        VoteState.Closed => Text["NextAnnounce"],
        VoteState.Announced => Text["NextNothing", VoteFigures.Minute(Vote.AnnouncedAt!.Value, Calendar)],
        _ => Text["CancelledLine", Vote.Reason],
    };

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => Ticks.EveryAsync(RollPause, Clock, stop), _ => _jump = Watch.Jump);

    /// <inheritdoc />
    protected override TimeSpan? Again => RollPause;

    /// <inheritdoc />
    protected override async Task ReadAsync()
    {
        var roll = await Me.DoAsync(async actor =>
        {
            var waiting = await papers.ListAsync(Id, actor, CancellationToken.None);
            _papers = waiting.Succeeded ? Sheets(waiting.Value) : 0;
            return await archive.RollAsync(Id, actor, CancellationToken.None);
        });
        _roll = roll.Succeeded ? roll.Value : [];
    }

    // In an urn a paper stands twice, as a voter and as a sheet: whichever is more.
    private static int Sheets(IReadOnlyList<SlipLine> waiting) => waiting.Where(line => line.Kind is not (SlipKind.Witness or SlipKind.Urn)).GroupBy(line => line.Kind).Select(kind => kind.Count()).DefaultIfEmpty().Max();

    private Task OpenAsync() => StepAsync(actor => desk.OpenAsync(Id, actor, CancellationToken.None));

    private async Task CloseAsync()
    {
        // The roll is read again: of a secret vote the board moves in steps only.
        await TryReadAsync();
        var missing = _roll.Count(line => !line.Cast);
        var lost = _papers > 0 ? " " + Text["PapersLost", _papers] : "";
        await AskAsync("CloseDo", (missing == 0 ? Text["CloseAll"] : Text["CloseMissing", missing]) + lost, (_, actor) => desk.CloseAsync(Id, actor, CancellationToken.None), needsReason: false);
    }

    private Task ExtendAsync() => AskAsync(
        "ExtendDo", Text["ExtendSentence"], (wish, actor) => desk.ExtendAsync(Id, Calendar.Instant(wish.Until), wish.Reason, actor, CancellationToken.None), latest: LatestEnd);

    private Task CancelAsync() => AskAsync("CancelDo", Text["CancelSentence"], (wish, actor) => desk.CancelAsync(Id, wish.Reason, actor, CancellationToken.None));

    private Task AnnounceAsync() => StepAsync(actor => desk.AnnounceAsync(Id, actor, CancellationToken.None));

    private Task AskAsync(string act, string consequence, Func<StepWish, Actor, Task<Result<VoteView>>> step, bool needsReason = true, DateTimeOffset? latest = null) => dialogs.AskAsync<ReasonDialog, StepWish>(
        Text[act],
        wish => GiveAsync(actor => step(wish, actor)),
        (nameof(ReasonDialog.Consequence), consequence),
        (nameof(ReasonDialog.Confirm), Text[act].Value),
        (nameof(ReasonDialog.Reason), needsReason),
        (nameof(ReasonDialog.Until), Calendar.Local(Vote!.ClosesAt).DateTime),
        (nameof(ReasonDialog.Latest), latest is { } end ? Calendar.Local(end).DateTime : null),
        (nameof(ReasonDialog.Draft), $"vote-{act}-{Id}"));

    private async Task StepAsync(Func<Actor, Task<Result<VoteView>>> step) => _refusal = (await GiveAsync(step))?.Message.ToString();

    private async Task<Problem?> GiveAsync(Func<Actor, Task<Result<VoteView>>> step)
    {
        (_busy, _refusal) = (true, null);
        try
        {
            var refused = (await Me.DoAsync(step)).Problem;
            await TryReadAsync();
            return refused;
        }
        finally
        {
            _busy = false;
        }
    }
}
