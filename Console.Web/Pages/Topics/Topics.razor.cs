using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>Every topic the person may see, by progress; from here one is proposed.</summary>
public sealed partial class Topics(TopicReader reader, VoteBoard votes, TopicDialogs dialogs, NavigationManager navigation, EstateCalendar calendar, TimeProvider time)
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMinutes(1);
    private IReadOnlyList<Topic> _topics = [];

    /// <summary>Who looks.</summary>
    [CascadingParameter]
    public required CurrentWorker Me { get; set; }

    /// <summary>Which, from the address.</summary>
    [SupplyParameterFromQuery(Name = "show")]
    public string? Asked { get; set; }

    private TopicGroup Group => Enum.TryParse<TopicGroup>(Asked, out var asked) && Enum.IsDefined(asked) ? asked : TopicGroup.Running;

    private List<Topic> Shown => [.. _topics.Where(topic => Group.Has(topic))];

    private DateOnly Today => calendar.Day(time.GetUtcNow());

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Follow(stop => reader.WatchAsync(Me.Reader, stop), latest => _topics = latest);

        // What comes next depends on the hour too.
        Follow(stop => Ticks.EveryAsync(Redraw, time, stop), _ => { });
    }

    private VoteView? VoteOf(Topic topic) => topic.Vote is { } vote ? votes.Find(vote) : null;

    private TopicNext NextOf(Topic topic) => TopicNext.Of(topic, VoteOf(topic), time.GetUtcNow());

    private string SentenceOf(Topic topic) => TopicSentences.Of(NextOf(topic), topic, VoteOf(topic), calendar, Text);

    private async Task ProposeAsync()
    {
        if (await dialogs.ProposeAsync(Me) is { } proposed)
        {
            navigation.NavigateTo($"/topics/{proposed.Id}");
        }
    }
}
