using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Homes;

/// <summary>Where the resident is: what the sensors say and what a worker says, which has an owner and an end.</summary>
public sealed partial class PresenceCard(HomeDesk desk, StaffDirectory staff, EstateCalendar calendar, IStringLocalizer<HomesText> text)
{
    private bool _open;
    private WorkerPresence _where = WorkerPresence.Away;
    private DateTime? _until;
    private string _note = "";
    private string? _refusal;
    private PresenceSetByWorker? _said;

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The home.</summary>
    [Parameter, EditorRequired]
    public required Home Home { get; set; }

    /// <summary>What its watch knows.</summary>
    [Parameter]
    public HomePicture? Picture { get; set; }

    /// <summary>The moment of the page.</summary>
    [Parameter]
    public DateTimeOffset Now { get; set; }

    private IStringLocalizer<HomesText> Text => text;

    /// <inheritdoc />
    protected override void OnParametersSet() => _said = Home.PresenceAt(Now);

    private string StaffName(StaffId id) => staff.NameOf(id);

    private DateTimeOffset Local(DateTimeOffset at) => calendar.Local(at);

    private void Open()
    {
        // The usual word is "away for the rest of today": one tap less for it.
        (_open, _refusal, _note) = (true, null, "");
        _until = calendar.Local(Now).Date.AddHours(22);
    }

    private async Task SaveAsync()
    {
        if (_until is not { } until)
        {
            _refusal = text["EndNeeded"];
            return;
        }

        var result = await Me.DoAsync(actor => desk.SetPresenceAsync(Home.Id, actor, _where, calendar.Instant(until), _note.Trim(), CancellationToken.None));
        Show(result);
    }

    private async Task EndAsync() => Show(await Me.DoAsync(actor => desk.EndPresenceAsync(Home.Id, actor, CancellationToken.None)));

    private void Show(Result<Home> result)
    {
        _refusal = result.Problem?.Message.ToString();
        if (result.Succeeded)
        {
            (_open, _said) = (false, result.Value.PresenceAt(Now));
        }
    }
}
