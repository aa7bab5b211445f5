using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Delegates;

/// <summary>Puts somebody on the list, corrects what is written down, or ends a term.</summary>
public sealed partial class DelegateForm
{
    private const int UsualYears = 3;
    private IReadOnlyDictionary<string, StaffId> _accounts = new Dictionary<string, StaffId>();
    private Guid _key = Guid.NewGuid();
    private string _name = "";
    private string _building = "";
    private AgeBand? _age;
    private Occupation? _occupation;
    private DateOnly _from;
    private DateOnly _until;
    private DelegateChoice _chosen;
    private string _account = "";
    private string _why = "";
    private bool _ending;
    private bool _busy;
    private string? _refusal;
    private CouncilDelegate? _seen;
    private ElementReference _heading;

    /// <summary>As it was when the form was opened; null for a new one.</summary>
    [Parameter]
    public CouncilDelegate? Delegate { get; set; }

    /// <summary>Names of buildings.</summary>
    [Parameter, EditorRequired]
    public required DelegateWords Words { get; set; }

    /// <summary>Saved, with what was; or given up, with null.</summary>
    [Parameter]
    public EventCallback<CouncilDelegate?> OnDone { get; set; }

    /// <summary>Who writes.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [Inject]
    internal DelegateDesk Desk { get; set; } = null!;

    [Inject]
    internal AccountNames Accounts { get; set; } = null!;

    [Inject]
    internal HomeDirectory Homes { get; set; } = null!;

    [Inject]
    internal EstateCalendar Calendar { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // The list goes on living beneath: what is saved is compared with what was looked at, not with what came since.
        _from = Calendar.Day(Time.GetUtcNow());
        _until = _from.AddYears(UsualYears).AddDays(-1);
        if ((_seen = Delegate) is { Entry: var entry })
        {
            (_name, _building, _from, _until, _chosen) = (entry.Name, entry.Building, entry.From, entry.Until, entry.Chosen);
            (_age, _occupation) = (entry.Person.Age, entry.Person.Occupation);
        }

        _accounts = await Accounts.OfAsync(Me.Community, CancellationToken.None);
        _account = _seen?.Entry.Person.Account is { } account ? _accounts.FirstOrDefault(known => known.Value == account).Key ?? account.Value : "";
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // It opens above a list that may be scrolled far down.
        if (firstRender)
        {
            await _heading.FocusAsync();
        }
    }

    private Task SaveAsync()
    {
        if (_age is not { } age || _occupation is not { } occupation)
        {
            return Task.CompletedTask;   // the browser has said so
        }

        // A name nobody signs in with stays as it is, and the desk refuses it.
        var account = _account.Trim();
        var person = new DelegatePerson(account.Length == 0 ? null : _accounts.TryGetValue(account, out var known) ? known : new StaffId(account), age, occupation);
        var entry = new DelegateEntry(_name, _building, _from, _until, _chosen, person);
        return DoAsync(actor => _seen is null ? Desk.AddAsync(entry, actor, CancellationToken.None) : Desk.ChangeAsync(_seen.Id, _seen.Version, entry, actor, CancellationToken.None));
    }

    private Task EndAsync() => DoAsync(actor => Desk.EndAsync(_seen!.Id, _why, actor, CancellationToken.None));

    // The same key for a second press; a new one once the desk has refused what was sent.
    private async Task DoAsync(Func<Actor, Task<Result<CouncilDelegate>>> command)
    {
        _busy = true;
        try
        {
            var result = await Me.DoAsync(actor => command(actor with { CommandKey = _key }));
            (_refusal, _key) = (result.Problem?.Message.ToString(), Guid.NewGuid());
            if (result.Succeeded)
            {
                await OnDone.InvokeAsync(result.Value);
            }
        }
        finally
        {
            _busy = false;
        }
    }
}
