using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Components.Timeline;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>One alert with its home: what happened, what to do next, whom to phone, what was done.</summary>
public sealed partial class AlertPanel(
    AlertDesk desk, CallDesk calls, FineDesk asking, TimeProvider time, WatchKeeper keeper, HomeDirectory homes, ConsentBook consents, StaffDirectory staff, EstateCalendar calendar, DialogService dialogs)
{
    private const int PastShown = 6;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(15);

    private HomePicture? _picture;
    private TimelineSpan _span = TimelineSpan.TwoDays;
    private IReadOnlyList<Alert> _past = [];
    private string? _refusal;
    private bool _busy;

    /// <summary>The alert's newest state. The page makes a new panel for another alert.</summary>
    [Parameter]
    [EditorRequired]
    public required Alert Alert { get; set; }

    /// <summary>Address of the list, for a phone.</summary>
    [Parameter]
    public string Back { get; set; } = "/care";

    /// <summary>The alert as stored after a command.</summary>
    [Parameter]
    public EventCallback<Alert> OnChanged { get; set; }

    /// <summary>The person at the desk.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private string Place => Places.Of(homes, Alert);

    private bool MayAct => Alert.IsOpen && AlertRights.Table.Allows(AlertCommand.Take, Me.Role);

    // A closed one by anybody at the desk; one in hand by whoever has it, while nobody is sent there.
    private bool MayReopen => AlertRights.Table.Allows(AlertCommand.Reopen, Me.Role)
        && (!Alert.IsOpen || (Mine && Alert.State != AlertState.Open && (Alert.Visit is null || Alert.VisitEnded)));

    // What nobody has, or what is in the reader's own hand, while nobody is sent there.
    private bool MayShelve => AlertRights.Table.Allows(AlertCommand.Shelve, Me.Role) && ShelfPolicy.Allows(Alert) && Alert.ShelvedUntil is null
        && (Alert.State == AlertState.Open || Mine) && (Alert.Visit is null || Alert.VisitEnded);

    private bool Mine => Alert.TakenBy == Me.Id || Me.Role == Role.GridManager;

    private string? OthersHand => Alert is { IsOpen: true, TakenBy: { } taker } && taker != Me.Id ? staff.NameOf(taker) : null;

    private AlertAct Next => AlertActs.Next(Alert, Walk);

    private ContactWalk? Walk => Alert.Area is null && homes.Find(Alert.Home) is { } home ? ContactWalk.Of(home, Alert, time.GetUtcNow(), calendar) : null;

    private IEnumerable<AlertActs> Acts => AlertActs.Of(Alert, Mine, Me.Role == Role.GridManager && !(Alert.TakenBy == Me.Id));

    private IReadOnlyList<AlertSpan> Spans =>
        [.. _past.Where(past => past.Id != Alert.Id).Append(Alert).Select(alert => new AlertSpan(
            alert.Since, alert.ClearedAt ?? alert.ClosedAt, alert.Severity, Words["Severity_" + alert.Severity], Words["Kind_" + alert.Kind]))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Alert.Area is not null)
        {
            return;
        }

        Follow(stop => Ticks.EveryAsync(LookAgain, time, stop), static _ => { });   // ten minutes pass without news
        Follow(stop => keeper.WatchAsync(Alert.Home, stop), picture => _picture = picture);
        var past = await Me.DoAsync(actor => desk.ListHomeAsync(Alert.Home, actor, PastShown, Stopped));
        _past = past.Succeeded ? past.Value : [];
    }

    private Task DoAsync(AlertAct act) => act switch
    {
        AlertAct.Take => CommandAsync(actor => desk.TakeAsync(Alert.Id, actor, CancellationToken.None)),
        AlertAct.TakeOver => CommandAsync(actor => desk.TakeOverAsync(Alert.Id, actor, "", CancellationToken.None)),
        AlertAct.Contact => CommandAsync(actor => desk.StartContactAsync(Alert.Id, actor, CancellationToken.None)),
        AlertAct.Visit => AskVisitAsync(),
        AlertAct.Resolve => ResolveAsync(),
        _ => DismissAsync(),
    };

    private Task RecordAsync(ContactAnswer answer) =>
        CommandAsync(actor => answer.Whom.Length > 0
            ? calls.RecordAsync(Alert.Id, actor, answer.Whom, answer.Outcome, answer.Note, CancellationToken.None)
            : desk.RecordContactAsync(Alert.Id, actor, answer.Outcome, answer.Note, CancellationToken.None));

    private Task AskFineAsync(string whom) => CommandAsync(actor => asking.AskAsync(Alert.Id, actor, whom, CancellationToken.None));

    private Task AskVisitAsync() => AskAsync<VisitDialog, VisitAnswer>(
        "VisitTitle", (answer, actor) => desk.AskVisitAsync(Alert.Id, actor, answer.Reason, answer.Goer, CancellationToken.None));

    private Task ShelveAsync() => AskAsync<ShelveDialog, ShelveAnswer>("Shelve", (answer, actor) => desk.ShelveAsync(Alert.Id, actor, answer.Time, answer.Reason, CancellationToken.None));

    // Back to where it calls: that does no harm, so nobody is asked why.
    private Task UnshelveAsync() => CommandAsync(actor => desk.UnshelveAsync(Alert.Id, actor, CancellationToken.None));

    private Task ReopenAsync() => AskAsync<ReopenDialog, string>(
        Alert.IsOpen ? "GiveBackTitle" : "ReopenTitle", (reason, actor) => desk.ReopenAsync(Alert.Id, actor, reason, CancellationToken.None));

    private Task ResolveAsync() => AskAsync<ResolveDialog, Chosen<AlertOutcome>>(
        "ResolveTitle", (answer, actor) => desk.ResolveAsync(Alert.Id, actor, answer.Choice, answer.Note, CancellationToken.None));

    private Task DismissAsync() => AskAsync<DismissDialog, Chosen<FalseReason>>(
        "DismissTitle",
        (answer, actor) => Alert.Severity == Severity.Critical
            ? desk.ProposeFalseAsync(Alert.Id, actor, answer.Choice, answer.Note, CancellationToken.None)
            : desk.DismissAsync(Alert.Id, actor, answer.Choice, answer.Note, CancellationToken.None));

    private Task ConfirmFalseAsync() => AskAsync<ConfirmFalseDialog, string>("ConfirmFalse", (note, actor) => desk.ConfirmFalseAsync(Alert.Id, actor, note, CancellationToken.None));

    // Taking back one's own word needs no reason.
    private Task DeclineFalseAsync(FalseProposal proposal) => proposal.By == Me.Id
        ? CommandAsync(actor => desk.DeclineFalseAsync(Alert.Id, actor, "", CancellationToken.None))
        : AskAsync<DeclineFalseDialog, string>("DeclineFalse", (reason, actor) => desk.DeclineFalseAsync(Alert.Id, actor, reason, CancellationToken.None));

    private async Task AskAsync<TDialog, TWish>(string title, Func<TWish, Actor, Task<Result<Alert>>> command)
        where TDialog : ComponentBase
    {
        _refusal = null;
        await dialogs.AskAsync<TDialog, TWish>($"{Text[title]} · {Place}", wish => GiveAsync(actor => command(wish, actor)), ("Alert", Alert));
    }

    private async Task CommandAsync(Func<Actor, Task<Result<Alert>>> command) => _refusal = (await GiveAsync(command))?.Message.ToString();

    // No token goes with a command: a decision once made is finished even if the page closes.
    private async Task<Problem?> GiveAsync(Func<Actor, Task<Result<Alert>>> command)
    {
        _busy = true;
        try
        {
            var result = await Me.DoAsync(command);
            if (result.Succeeded)
            {
                await OnChanged.InvokeAsync(result.Value);
            }

            return result.Problem;
        }
        finally
        {
            _busy = false;
        }
    }

    private string Clock(DateTimeOffset instant) => calendar.Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);
}
