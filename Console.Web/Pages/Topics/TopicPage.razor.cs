using System.Runtime.CompilerServices;
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
    private VoteId? _followed;
    private IDisposable? _loop;
    private IDisposable? _voteLoop;
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

    private IReadOnlyList<TopicPerson> Erasable => [.. TopicNames.Of(_topic!).Where(person => TopicRights.MayErase(person, Me.Reader) && (Me.Role == Role.Resident || person.Account != Me.Id))];

    private string? ReasonKey => _topic!.Stage switch
    {
        TopicStage.Refused => "ReasonRefused",
        TopicStage.Joined => "ReasonJoined",
        TopicStage.Taken when _topic.LastVote.Value > 0 => "ReasonWithdrawn",
        _ when _topic.LastVote.Value == 0 || _topic.Steps.All(step => step.Move is not TopicWithdrawn) => "ReasonTaken",
        _ => "ReasonWithdrawn",
    };

    /// <inheritdoc />
    protected override void OnInitialized() =>

        // What comes next depends on the hour too.
        Follow(stop => Ticks.EveryAsync(Redraw, time, stop), _ => { });

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_shown == Number)
        {
            return;
        }

        (_shown, _refusal, _mayRemark) = (Number, null, false);
        _loop?.Dispose();
        var found = reader.Find(new TopicId(Number), Me.Reader);
        Show(found.Succeeded ? found.Value : null);
        _loop = Follow(WatchAsync, seen => Show(seen.Topic, seen.MayRemark));
        if (_topic is { } topic && await dialogs.MayRemarkAsync(topic, Me) && _shown == topic.Id.Value)
        {
            _mayRemark = true;
        }
    }

    // Only what concerns this topic. Who may remark is asked before the picture it belongs to is drawn.
    private async IAsyncEnumerable<(Topic? Topic, bool MayRemark)> WatchAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var topic in reader.WatchAsync(new TopicId(Number), Me.Reader, cancellation))
        {
            if (topic?.Version != _topic?.Version)
            {
                yield return (topic, topic is not null && await dialogs.MayRemarkAsync(topic, Me));
            }
        }
    }

    // Of its vote how far it has come and until when: not each ballot.
    private async IAsyncEnumerable<VoteView> WatchVoteAsync(VoteId id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        (VoteState, DateTimeOffset)? before = null;
        await foreach (var vote in votes.WatchAsync(id, cancellation))
        {
            if (before != (vote.State, vote.ClosesAt))
            {
                before = (vote.State, vote.ClosesAt);
                yield return vote;
            }
        }
    }

    private void Show(Topic? topic, bool mayRemark = false)
    {
        (_topic, _mayRemark) = (topic, mayRemark);
        if (_followed != topic?.Vote)
        {
            _followed = topic?.Vote;
            _voteLoop?.Dispose();
            _voteLoop = _followed is { } vote ? Follow(stop => WatchVoteAsync(vote, stop), _ => { }) : null;
        }
    }

    private Task DoAsync(Func<Topic, CurrentWorker, Task> step) => DoAsync(async (topic, me) =>
    {
        await step(topic, me);
        return null;
    });

    private async Task DoAsync(Func<Topic, CurrentWorker, Task<Problem?>> step)
    {
        _busy = true;
        _refusal = (await step(_topic!, Me))?.Message.ToString();
        _busy = false;

        // At once for the hand that did it; everybody else's screen follows within a moment.
        if (reader.Find(new TopicId(Number), Me.Reader) is { Succeeded: true } found)
        {
            Show(found.Value, await dialogs.MayRemarkAsync(found.Value, Me));
        }
    }
}
