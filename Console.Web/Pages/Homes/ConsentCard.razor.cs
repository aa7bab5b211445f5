using System.Globalization;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>Whether the resident agreed to be watched, for what and until when; puts down consent and its withdrawal.</summary>
public sealed partial class ConsentCard(ConsentDesk desk, ErasureDesk erasure, StaffDirectory staff, EstateCalendar calendar, IStringLocalizer<HomesText> text)
{
    private ConsentAnswer? _form;
    private HomeConsent _consent = null!;
    private ConsentState _stands;
    private ConsentPurposes _purposes;
    private SpeakerCapacity _capacity;
    private ConsentForm _how;
    private DateOnly? _saidOn;
    private DateOnly? _lastDay;
    private string _name = "";
    private string _witness = "";
    private string _note = "";
    private int _seen;
    private bool _busy;
    private bool _erasing;
    private long? _erased;
    private string? _refusal;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The home.</summary>
    [Parameter, EditorRequired]
    public required Home Home { get; set; }

    /// <summary>What was said about watching it.</summary>
    [Parameter, EditorRequired]
    public required HomeConsent Consent { get; set; }

    /// <summary>The moment of the page.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    /// <summary>Something was put down: the page shows the home anew.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    private IStringLocalizer<HomesText> Text => text;

    private StaffDirectory Staff => staff;

    private EstateCalendar Calendar => calendar;

    private DateOnly Today => calendar.Day(Now);

    private bool MayWithdraw => ConsentRights.Table.Allows(ConsentCommand.Withdraw, Me.Role) && _stands is not (ConsentState.Withdrawn or ConsentState.Declined);

    private bool MayErase => ConsentRights.Table.Allows(ConsentCommand.Erase, Me.Role) && _stands is not (ConsentState.NotAsked or ConsentState.Given);

    private string RecordWord => _stands switch
    {
        ConsentState.NotAsked or ConsentState.Declined => "ConsentRecord",
        ConsentState.Given => "ConsentRenew",
        _ => "ConsentAnew",
    };

    /// <inheritdoc />
    protected override void OnParametersSet() => Show(Consent);

    private void Open(ConsentAnswer answer)
    {
        (_form, _refusal, _capacity, _how, _name, _witness, _note) = (answer, null, SpeakerCapacity.Resident, ConsentForm.Paper, "", "", "");
        (_saidOn, _lastDay, _purposes) = (Today, ConsentPolicy.UsualLastDay(Today), _consent.Newest is { Answer: ConsentAnswer.Given } given ? given.Purposes : ConsentPurposes.All);
        _seen = _consent.Newest?.Number ?? 0;
    }

    private async Task SaveAsync()
    {
        if (_saidOn is not { } said || _lastDay is not { } last)
        {
            _refusal = text["ConsentDayNeeded"];
            return;
        }

        _busy = true;
        var words = new ConsentWords(
            _capacity, _capacity == SpeakerCapacity.Resident ? "" : _name.Trim(), said, _how, _how == ConsentForm.Spoken ? _witness.Trim() : "", _note.Trim());
        var result = await Me.DoAsync(actor => _form == ConsentAnswer.Given
            ? desk.RecordAsync(Home.Id, words, _purposes, last, _seen, actor, CancellationToken.None)
            : desk.WithdrawAsync(Home.Id, words, actor, CancellationToken.None));
        _busy = false;
        _refusal = result.Problem?.Message.ToString();
        if (result.Succeeded)
        {
            (_form, _erased) = (null, null);
            Show(result.Value);
            await OnChanged.InvokeAsync();
        }
    }

    private async Task EraseAsync()
    {
        _busy = true;
        var result = await Me.DoAsync(actor => erasure.EraseAsync(Home.Id, actor, CancellationToken.None));
        (_busy, _erasing) = (false, false);
        _refusal = result.Problem?.Message.ToString();
        _erased = result.Succeeded ? result.Value : null;
    }

    private void Show(HomeConsent consent) => (_consent, _stands) = (consent, consent.StateAt(Now));

    private string EndOf(DateOnly last) => (last.DayNumber - Today.DayNumber) switch
    {
        < 0 => text["ConsentLastDayOver", Day(last)],
        0 => text["ConsentLastDayToday", Day(last)],
        var days => text["ConsentLastDay", Day(last), days],
    };

    private string NamesOf(ConsentPurposes purposes) =>
        string.Join(text["Comma"], ConsentPolicy.Purposes.Where(one => purposes.HasFlag(one)).Select(one => text[$"Purpose_{one}"].Value));

    private string SpeakerOf(ConsentStatement said) => text[$"Capacity_{said.Words.Capacity}"] + (said.Words.Name.Length > 0 ? " " + PersonalData.Name(said.Words.Name) : "");

    private string HowOf(ConsentStatement said) => text[$"Form_{said.Words.Form}", PersonalData.Name(said.Words.Witness)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
