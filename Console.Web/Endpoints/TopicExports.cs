using System.Globalization;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Pages.Topics;
using CommunityConsole.Web.Pages.Votes;
using CommunityConsole.Web.Text;
using Microsoft.Extensions.Localization;

namespace CommunityConsole.Web.Endpoints;

/// <summary><c>/topic-plan.csv</c>: a year's resolutions and their tasks, one line for each task.</summary>
internal static class TopicExports
{
    public static void MapTopicExports(this IEndpointRouteBuilder routes) => routes.MapGet("/topic-plan.csv", PlanAsync).RequireAuthorization();

    private static async Task<IResult> PlanAsync(
        int? year, CurrentWorker me, TopicReader reader, VoteBoard votes, TaskOwners owners, IStringLocalizer<VotesText> text, EstateCalendar calendar, TimeProvider time, CancellationToken cancellation)
    {
        var actor = await me.ActorAsync(cancellation);
        var all = actor.Succeeded ? reader.List(actor.Value) : actor.Problem;
        if (!all.Succeeded)
        {
            return Results.Forbid();
        }

        var today = calendar.Day(time.GetUtcNow());
        var wanted = year ?? today.Year;
        return Csv.File(
            "topic-plan.csv",
            ["year", "topic", "title", "plan", "vote", "question", "decision", "resolved_at", "task", "what", "owner", "due_on", "state", "overdue", "outcome", "ended_at", "stage", "result"],
            all.Value.Where(topic => topic.Plan?.Year == wanted).OrderBy(topic => topic.Id.Value).SelectMany(topic => Lines(topic, votes, owners, text, calendar, today)));
    }

    private static IEnumerable<IReadOnlyList<object?>> Lines(Topic topic, VoteBoard votes, TaskOwners owners, IStringLocalizer<VotesText> text, EstateCalendar calendar, DateOnly today)
    {
        var vote = topic.Vote is { } id ? votes.Find(id) : null;
        object?[] resolution =
        [
            topic.Plan!.Year, topic.Id.Value, topic.Proposal.Title, topic.Plan.Sentence, topic.Vote?.Value, vote?.Definition.Question, vote is null ? null : VoteFigures.Decision(vote, text),
            topic.Steps.LastOrDefault(step => step.Move is TopicResolved) is { } resolved ? calendar.Local(resolved.At) : null,
        ];
        object?[] end = [topic.Stage.ToString(), topic.Result];
        return topic.Tasks.Count == 0
            ? [[.. resolution, null, null, null, null, null, null, null, null, .. end]]
            : topic.Tasks.Select(task => (IReadOnlyList<object?>)
            [
                .. resolution, task.Number, task.Terms.What, owners.Of(task.Terms), task.Terms.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), task.State.ToString(), task.IsOverdue(today) ? 1 : 0,
                task.Outcome, task.EndedAt is { } ended ? calendar.Local(ended) : null, .. end,
            ]);
    }
}
