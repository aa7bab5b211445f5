using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Repairs;

/// <summary>One repair: what was said, what is to be done next, who reported it and all that happened.</summary>
public sealed partial class RepairPage(RepairBoard board, RepairDesk desk, RepairAdvisor advisor, StaffDirectory staff, RepairDialogs dialogs)
{
    private readonly RepairNames _names = new(advisor, staff);
    private IReadOnlyList<RepairAct> _acts = [];
    private RepairMove? _next;
    private Repair? _repair;
    private string? _refusal;
    private string _note = "";
    private bool _asked;
    private bool _left;

    /// <summary>Its number.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private RepairId Id => new(Number);

    private bool MaySeeContact => RepairRights.Table.Allows(RepairCommand.SeeContact, Me.Role);

    private bool MayErase => RepairRights.Table.Allows(RepairCommand.Erase, Me.Role);

    // A report nobody has sorted is sorted here, without a dialog.
    private bool Sorts => _repair?.State == RepairState.Submitted && _acts.Any(act => act.Move == RepairMove.Triage);

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => _repair?.Id == Id ? Task.CompletedTask : ReadAsync();

    private void Show(IReadOnlyList<Repair> repairs)
    {
        if (repairs.FirstOrDefault(repair => repair.Id == Id) is { } newest)
        {
            Take(newest);
        }
        else
        {
            _left = _repair is { IsOpen: true } or { State: RepairState.Done };
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_left)
        {
            _left = false;   // it has ended and left the board: the store still has it
            await ReadAsync();
            StateHasChanged();
        }
    }

    private async Task ReadAsync()
    {
        var actor = await Me.ActorAsync(Stopped);
        var found = actor.Succeeded ? await desk.FindAsync(Id, actor.Value, Stopped) : actor.Problem;
        _asked = true;
        if (found.Succeeded)
        {
            Take(found.Value);
        }
        else
        {
            _repair = null;
        }
    }

    private void Take(Repair repair)
    {
        if (_repair?.Id == repair.Id && _repair.Version > repair.Version)
        {
            return;
        }

        (_repair, _asked) = (repair, true);
        _acts = RepairAct.Of(repair, Me.Role, Me.Id);
        _next = RepairAct.Next(repair, Me.Role, Me.Id);
    }

    private Task MoveAsync(RepairMove move) => AfterAsync(dialogs.MoveAsync(new RepairAsk(_repair!, move), Me));

    private Task SortAsync(TriageWish wish) => AfterAsync(dialogs.SortAsync(Id, wish, Me));

    private Task MergeAsync(RepairId into) => AfterAsync(dialogs.MergeAsync(Id, into, Me));

    private Task EraseAsync() => AfterAsync(dialogs.EraseAsync(_repair!, Me));

    private Task NoteAsync() => AfterAsync(WriteAsync());

    private async Task<Problem?> WriteAsync()
    {
        var noted = await Me.DoAsync(actor => desk.NoteAsync(Id, _note, [], actor, CancellationToken.None));
        _note = noted.Succeeded ? "" : _note;
        return noted.Problem;
    }

    private async Task AfterAsync(Task<Problem?> command)
    {
        _refusal = (await command)?.Message.ToString();
        await ReadAsync();
    }

    private string ContactOf(RepairReporter reporter) =>
        reporter.Contact.Length == 0 ? Text["NoContact"] : MaySeeContact ? reporter.Contact : PersonalText.Masked(reporter.Contact);

    private string? PhoneOf(UnitId? unit) => advisor.Units.FirstOrDefault(known => known.Id == unit)?.Phone is { Length: > 0 } phone ? phone : null;

    private static string ToneOf(RepairState state) => state switch
    {
        RepairState.Reopened => "sev-Urgent",
        RepairState.Done or RepairState.Confirmed => "sev-Done",
        _ => "sev-Notice",
    };
}
