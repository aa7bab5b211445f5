using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Delegates;
using CommunityConsole.Core.Council.Topics;
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
    // A topic's meeting is held after the notice and before the end: there must be room for one.
    private static readonly TimeSpan TopicSpan = TimeSpan.FromDays(7);
    private Guid _key = Guid.NewGuid();
    private VoteForm _form = null!;
    private IReadOnlyDictionary<string, StaffId> _accounts = new Dictionary<string, StaffId>();
    private Actor? _chair;
    private VoteDraft? _draft;
    private string _others = "";
    private Topic? _topic;
    private VoteView? _former;
    private string _why = "";
    private string? _refusal;
    private bool _busy;

    /// <summary>The chair.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>The topic whose motion it is, from the address; 0 for a vote of its own.</summary>
    [SupplyParameterFromQuery(Name = "topic")]
    public int TopicNumber { get; set; }

    [Inject]
    internal TopicDesk Topics { get; set; } = null!;

    [Inject]
    internal TopicReader TopicReader { get; set; } = null!;

    [Inject]
    internal VoteBoard Votes { get; set; } = null!;

    [Inject]
    internal VoteArchive Archive { get; set; } = null!;

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

    private bool MayPublish => _topic is { Stage: TopicStage.Taken or TopicStage.Published or TopicStage.Called or TopicStage.Met };

    private IReadOnlyList<StaffMember> Residents => Staff.OfRole(Me.Community, Role.Resident);

    // Whoever is a delegate on the day the vote opens: a term that ends before gives no vote.
    private IReadOnlyList<RollRow> Delegates =>
        _chair is { } chair && Council.Roll(DateOnly.FromDateTime(_form.Opens), chair) is { Succeeded: true, Value: var rows } ? rows : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _form = new VoteForm(Calendar);
        Choose(Profiles.All[0].Id);
        if (TopicNumber > 0 && TopicReader.Find(new TopicId(TopicNumber), Me.Reader) is { Succeeded: true } found)
        {
            await BeginWithAsync(found.Value);
        }

        _chair = await Me.ActorAsync() is { Succeeded: true, Value: var chair } ? chair : null;
        _accounts = await Accounts.OfAsync(Me.Community, CancellationToken.None);
    }

    private void Choose(string profile)
    {
        if (Profiles.Find(profile) is { } chosen)
        {
            var rules = TopicNumber > 0 ? chosen.OfTopic() : chosen;
            _form.Choose(rules, Desk.Earliest(rules));
            if (TopicNumber > 0)
            {
                _form.Closes = _form.Opens + TopicSpan;
            }
        }
    }

    // What is proposed is a beginning; what was published before, a better one.
    private async Task BeginWithAsync(Topic topic)
    {
        (_topic, _former) = (topic, topic.Vote is { } vote ? Votes.Find(vote) : null);
        _form.Question = topic.Proposal.Title;
        if (_former is { } former)
        {
            Choose(former.Definition.Profile.Id);
            var roll = await Me.DoAsync(chair => Archive.RollAsync(former.Id, chair, CancellationToken.None));
            _form.TakeOver(former.Definition, roll.Succeeded ? [.. roll.Value.Select(line => line.Entry)] : []);
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
            draft = draft with { Topic = TopicNumber, Scrutineers = [.. draft.Scrutineers.Concat(others.Select(name => _accounts[name])).Distinct()] };
            var actor = await Me.ActorAsync();
            var wrong = actor.Succeeded ? await Desk.CheckAsync(draft, actor.Value, CancellationToken.None) : actor.Problem;
            (_draft, _refusal) = (wrong is null ? draft : null, wrong?.Message.ToString());
            _key = Guid.NewGuid();   // a refusal of the draft before is not the answer to this one
        }

        _busy = false;
    }

    private async Task PublishAsync()
    {
        _busy = true;

        // The same key for a second press: one vote, whatever the hand does.
        var refused = _topic is { } topic ? await PublishOfAsync(topic) : await PrepareAsync();
        (_refusal, _busy) = (refused?.Message.ToString(), false);
    }

    private async Task<Problem?> PrepareAsync()
    {
        var made = await Me.DoAsync(chair => Desk.PrepareAsync(_draft!, chair with { CommandKey = _key }, CancellationToken.None));
        if (made.Succeeded)
        {
            Navigation.NavigateTo($"/votes/{made.Value.Id}/chair");
        }

        return made.Problem;
    }

    private async Task<Problem?> PublishOfAsync(Topic topic)
    {
        var made = await Me.DoAsync(chair => Topics.PublishAsync(topic.Id, _draft!, topic.Vote, _why, chair with { CommandKey = _key }, CancellationToken.None));
        if (made.Succeeded)
        {
            Navigation.NavigateTo($"/topics/{topic.Id}");
        }

        return made.Problem;
    }
}
