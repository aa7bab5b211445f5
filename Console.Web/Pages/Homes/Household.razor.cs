using System.Runtime.CompilerServices;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components.Timeline;
using CommunityConsole.Web.Live;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>One household, live: who, how it is watched, the last days as a picture, alerts, whom to phone, its devices.</summary>
public sealed partial class Household(
    HouseholdSources sources, NavigationManager navigation, TimeProvider time, IOptions<WatchOptions> watch,
    IStringLocalizer<HomesText> text, IStringLocalizer<AlertText> words) : LiveComponent
{
    /// <summary>Silence and the timeline's right edge move by themselves.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private IDisposable? _loop;
    private string? _followed;
    private Home? _home;
    private HomePicture? _picture;
    private IReadOnlyList<Alert> _open = [];
    private IReadOnlyList<Alert> _past = [];
    private IReadOnlyList<AlertSpan> _spans = [];
    private IReadOnlyList<Device> _devices = [];
    private IReadOnlyList<Lesson> _lessons = [];
    private HomeConsent _consent = null!;
    private ConsentState _stands;
    private DateTimeOffset _now;

    /// <summary>Who looks; the home is one of this person's community.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The home's id inside the community.</summary>
    [Parameter]
    public required string HomeName { get; set; }

    [SupplyParameterFromQuery(Name = "span")]
    private string? SpanName { get; set; }

    private IStringLocalizer<HomesText> Text => text;

    private IStringLocalizer<AlertText> Words => words;

    private TimelineSpan Span => Enum.TryParse<TimelineSpan>(SpanName, ignoreCase: true, out var span) && Enum.IsDefined(span) ? span : TimelineSpan.TwoDays;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_followed == HomeName)
        {
            return;
        }

        _followed = HomeName;
        _loop?.Dispose();
        _loop = Follow(ReadAsync, Take);
    }

    private async IAsyncEnumerable<HouseholdState> ReadAsync([EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var now in Ticks.EveryAsync(Again, time, stop))
        {
            yield return await sources.ReadAsync(new HomeId(Me.Community, HomeName), Me, now, stop);
        }
    }

    private void Take(HouseholdState state)
    {
        (_home, _picture, _devices, _lessons, _now) = (state.Home, state.Picture, state.Devices, state.Lessons, state.Now);
        (_consent, _stands) = (state.Consent, state.Consent.StateAt(state.Now));
        _open = [.. state.Alerts.Where(alert => alert.IsOpen)];
        _past = [.. state.Alerts.Where(alert => !alert.IsOpen)];
        _spans =
        [
            .. state.Alerts.Select(alert => new AlertSpan(
                alert.Since, alert.ClosedAt ?? alert.ClearedAt, alert.Severity, words[$"Severity_{alert.Severity}"], words[$"Kind_{alert.Kind}"])),
        ];
    }

    private bool Watches => _stands is ConsentState.NotAsked or ConsentState.Given;

    // At once, without waiting for the next tick: the page must not show a trace after the word.
    private async Task AgainAsync() => Take(await sources.ReadAsync(new HomeId(Me.Community, HomeName), Me, time.GetUtcNow(), CancellationToken.None));

    private void ShowSpan(TimelineSpan span) =>
        navigation.NavigateTo(navigation.GetUriWithQueryParameter("span", span == TimelineSpan.TwoDays ? null : span.ToString().ToLowerInvariant()), replace: true);
}
