using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Votes;

/// <summary>The chair prepares a vote: everything is shown once more before it is published, since it cannot be changed then.</summary>
public sealed partial class VotePrepare : ComponentBase
{
    private readonly Guid _key = Guid.NewGuid();
    private VoteForm _form = null!;
    private IReadOnlyDictionary<string, StaffId> _accounts = new Dictionary<string, StaffId>();
    private Actor? _chair;
    private VoteDraft? _draft;
    private string _others = "";
    private string? _refusal;
    private bool _busy;

    /// <summary>The chair.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    [Inject]
    internal VoteDesk Desk { get; set; } = null!;

    [Inject]
    internal RuleProfiles Profiles { get; set; } = null!;

    [Inject]
    internal DelegateReader Council { get; set; } = null!;

    [Inject]
    internal AccountNames Accounts { get; set; } = null!;

    [Inject]
    internal StaffDirectory Staff { get; set; } = null!;

    [Inject]
    internal EstateCalendar Calendar { get; set; } = null!;

    [Inject]
    internal NavigationManager Navigation { get; set; } = null!;

    [Inject]
    internal IStringLocalizer<VotesText> Text { get; set; } = null!;

    [Inject]
    internal IStringLocalizer<ShellText> Shell { get; set; } = null!;

    private IReadOnlyList<StaffMember> Residents => Staff.OfRole(Me.Community, Role.Resident);

    // Whoever is a delegate on the day the vote opens: a term that ends before gives no vote.
    private IReadOnlyList<RollRow> Delegates =>
        _chair is { } chair && Council.Roll(DateOnly.FromDateTime(_form.Opens), chair) is { Succeeded: true, Value: var rows } ? rows : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _form = new VoteForm(Calendar);
        Choose(Profiles.All[0].Id);
        _chair = await Me.ActorAsync() is { Succeeded: true, Value: var chair } ? chair : null;
        _accounts = await Accounts.OfAsync(Me.Community, CancellationToken.None);
    }

    private void Choose(string profile)
    {
        if (Profiles.Find(profile) is { } chosen)
        {
            _form.Choose(chosen, Desk.Earliest(chosen));
        }
    }

    private void Watch(StaffId person, bool watches) => _ = watches ? _form.Scrutineers.Add(person) : _form.Scrutineers.Remove(person);

    private async Task UploadAsync(InputFileChangeEventArgs change)
    {
        if (change.File.Size > RollFile.MostBytes)
        {
            _refusal = Text["RollTooLarge"];
            return;
        }

        using var bytes = new MemoryStream();
        await using var file = change.File.OpenReadStream(RollFile.MostBytes);
        await file.CopyToAsync(bytes);
        (_form.Roll, _refusal) = (RollFile.Decode(bytes.ToArray()), null);
    }

    private async Task PreviewAsync()
    {
        _busy = true;
        _refusal = null;
        var others = _others.Split([',', '，', '、', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var rows = _form.Rows(Residents, Delegates, _accounts);
        if (others.FirstOrDefault(name => !_accounts.ContainsKey(name)) is { } unknown)
        {
            _refusal = Text["NoAccountNamed", unknown];
        }
        else if (!rows.Succeeded)
        {
            _refusal = rows.Problem.Message.ToString();
        }
        else
        {
            var draft = _form.Draft(rows.Value);
            draft = draft with { Scrutineers = [.. draft.Scrutineers.Concat(others.Select(name => _accounts[name])).Distinct()] };
            var actor = await Me.ActorAsync();
            var wrong = actor.Succeeded ? await Desk.CheckAsync(draft, actor.Value, CancellationToken.None) : actor.Problem;
            (_draft, _refusal) = (wrong is null ? draft : null, wrong?.Message.ToString());
        }

        _busy = false;
    }

    private async Task PublishAsync()
    {
        _busy = true;

        // The same key for a second press: one vote, whatever the hand does.
        var made = await Me.DoAsync(chair => Desk.PrepareAsync(_draft!, chair with { CommandKey = _key }, CancellationToken.None));
        if (made.Succeeded)
        {
            Navigation.NavigateTo($"/votes/{made.Value.Id}/chair");
        }
        else
        {
            (_refusal, _busy) = (made.Problem.Message.ToString(), false);
        }
    }
}
