using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Pages.Homes;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Care;

/// <summary>The care desk: what needs somebody, by risk, and beside it the home it is about.</summary>
public sealed partial class CareDesk(
    AlertBoard board, AlertDesk desk, HomeDirectory homes, ConsentBook consents, NavigationManager navigation, IStringLocalizer<AlertText> words)
{
    private readonly HeldList<Alert, AlertId> _list = new(alert => alert.Id, TimeProvider.System, isTail: alert => alert.ShelvedUntil is not null);
    private readonly Chime _chime = new();
    private IReadOnlyList<Alert> _all = [];
    private AlertId? _openId;
    private Alert? _open;

    /// <summary>The person at the desk.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The alert open at the right.</summary>
    [SupplyParameterFromQuery(Name = "alert")]
    public Guid? OpenAlert { get; set; }

    /// <summary>Only this stage.</summary>
    [SupplyParameterFromQuery(Name = "stage")]
    public string? Stage { get; set; }

    /// <summary>Only this severity and worse.</summary>
    [SupplyParameterFromQuery(Name = "severity")]
    public string? AtLeast { get; set; }

    /// <summary>Only what I have.</summary>
    [SupplyParameterFromQuery(Name = "mine")]
    public bool Mine { get; set; }

    /// <summary>Words of the search.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Words { get; set; }

    private CareFilter Filter => new(
        Enum.TryParse<CareStage>(Stage, out var stage) ? stage : null,
        Enum.TryParse<Severity>(AtLeast, out var severity) ? severity : null,
        Mine,
        Words ?? "");

    /// <inheritdoc />
    protected override void OnInitialized() => Follow(stop => board.WatchAsync(Me.Community, stop), Show);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _openId = OpenAlert is { } id ? new AlertId(id) : null;
        Refilter();
        if (_openId is { } wanted && _open?.Id != wanted)
        {
            // Closed meanwhile, or opened from an old link: the store still has it.
            var actor = await Me.ActorAsync(Stopped);
            var found = actor.Succeeded ? await desk.FindAsync(wanted, actor.Value, Stopped) : actor.Problem;
            _open = found.Succeeded && found.Value.Id == _openId ? found.Value : null;
        }
    }

    private void Show(IReadOnlyList<Alert> alerts)
    {
        _all = alerts;
        _chime.Hear(
            _all.Where(IsForMe).Select(alert => (alert.Id.ToString(), alert.Severity == Severity.Critical)),
            id => Spoken.Of(homes, _all.First(alert => alert.Id.ToString() == id), words));
        Refilter();
    }

    // What nobody has, and what waits for a second person who can be me.
    private bool IsForMe(Alert alert) => CareFilter.StageOf(alert) switch
    {
        CareStage.ToTake => true,
        CareStage.ToConfirm => alert.Proposal?.By != Me.Id,
        _ => false,
    };

    private void Refilter()
    {
        var filter = Filter;
        _list.Update([.. _all.Where(alert => filter.Shows(alert, Me.Id, SearchText))]);
        if (_openId is not { } id)
        {
            _open = null;
        }
        else if (_all.FirstOrDefault(alert => alert.Id == id) is { } newest)
        {
            _open = newest;
        }
        else if (_open?.Id != id || (AlertPolicy.EndsWithConsent(_open) && !consents.Watches(_open.Home)))
        {
            _open = null;
        }
    }

    private string SearchText(Alert alert) => $"{Places.Of(homes, alert)} {alert.Home.Home} {words["Kind_" + alert.Kind]}";

    // The desk answers with the alert as stored; the board follows a moment later.
    private void Changed(Alert alert)
    {
        if (_openId == alert.Id && (_open is null || alert.Version >= _open.Version))
        {
            _open = alert;
        }
    }

    // From the address as it is now: an alert opened a moment ago stays open.
    private void Seek(string? words) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("q", words), replace: true);
}
