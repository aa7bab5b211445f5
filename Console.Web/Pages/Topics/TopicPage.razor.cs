using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>One topic: where it stands, what is next and whose it is, and everything that was said and decided on the way.</summary>
public sealed partial class TopicPage(TopicReader reader, VoteBoard votes, TopicDialogs dialogs, EstateCalendar calendar, TimeProvider time)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMinutes(1);
    private Topic? _topic;
    private int _shown;
    private bool _mayRemark;
    private bool _busy;
    private string? _refusal;

    /// <summary>Which, from the address.</summary>
    [Parameter]
    public int Number { get; set; }

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    private VoteView? Vote => _topic?.Vote is { } vote ? votes.Find(vote) : null;

    private TopicNext Next => TopicNext.Of(_topic!, Vote, time.GetUtcNow());

    private bool IsMine => Next.Who.Contains(Me.Role);

    private bool IsChair => Me.Role == Role.CouncilChair;

    private bool MayAssign => TopicRights.Table.Allows(TopicCommand.Assign, Me.Role);

    private string? ReasonKey => _topic!.Stage switch
    {
        TopicStage.Refused => "ReasonRefused",
        TopicStage.Joined => "ReasonJoined",
        TopicStage.Taken when _topic.LastVote.Value > 0 => "ReasonWithdrawn",
        _ when _topic.LastVote.Value == 0 || _topic.Steps.All(step => step.Move is not TopicWithdrawn) => "ReasonTaken",
        _ => "ReasonWithdrawn",
    };

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => reader.WatchAsync(Me.Reader, stop), Show);
        Follow(stop => votes.WatchAllAsync(Me.Community, stop), _ => { });

        // What comes next depends on the hour too.
        Follow(stop => Ticks.EveryAsync(Redraw, time, stop), _ => { });
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Number)
        {
            (_shown, _refusal) = (Number, null);
            var found = reader.Find(new TopicId(Number), Me.Reader);
            _topic = found.Succeeded ? found.Value : null;
            _mayRemark = _topic is { } topic && await dialogs.MayRemarkAsync(topic, Me);
        }
    }

    private void Show(IReadOnlyList<Topic> all)
    {
        if (all.FirstOrDefault(topic => topic.Id.Value == Number) is { } latest && latest.Version != _topic?.Version)
        {
            _topic = latest;
            _mayRemark = _mayRemark && latest.Stage == TopicStage.Planned;
        }
    }

    private async Task DoAsync(Func<Topic, CurrentWorker, Task<Problem?>> step)
    {
        _busy = true;
        _refusal = (await step(_topic!, Me))?.Message.ToString();
        _busy = false;

        // At once for the hand that did it; everybody else's screen follows within a moment.
        var found = reader.Find(new TopicId(Number), Me.Reader);
        _topic = found.Succeeded ? found.Value : _topic;
        _mayRemark = await dialogs.MayRemarkAsync(_topic!, Me);
    }
}
