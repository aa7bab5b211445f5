using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Pages.Votes;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>What a topic waits for, in a sentence that names who must do it.</summary>
internal static class TopicSentences
{
    /// <summary>The sentence.</summary>
    public static string Of(TopicNext next, Topic topic, VoteView? vote, EstateCalendar calendar, IStringLocalizer<TopicsText> text) => next.Act switch
    {
        TopicAct.Call when topic.Attendance is { HasQuorum: false } few => text["NextCallAgain", "", few.Heads, few.Least],
        TopicAct.Call => text["NextCall", VoteFigures.Minute(topic.NoticeUntil, calendar)],
        TopicAct.AwaitMeeting or TopicAct.Attend => text["Next" + next.Act, VoteFigures.Minute(topic.Meeting!.At, calendar), topic.Meeting.Place],
        TopicAct.AwaitVote => text["NextAwaitVote", VoteFigures.Minute(vote!.Definition.OpensAt, calendar)],
        TopicAct.EndTasks => text["NextEndTasks", topic.Tasks.Count(task => task.IsOpen)],
        _ => text["Next" + next.Act],
    };
}
