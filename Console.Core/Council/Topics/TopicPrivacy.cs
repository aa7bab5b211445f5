using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>A topic as residents and staff with other work may read it: no name of who proposed or remarked, no telephone number in anybody's words.</summary>
public static class TopicPrivacy
{
    /// <summary>The topic for that person's eyes.</summary>
    public static Topic Shown(Topic topic, Actor actor) => TopicRights.SeesPeople(actor.Role) ? topic
        : Topic.Of(topic.Id, topic.Community, [.. topic.Steps.Select(step => step with { ByName = IsResidents(step.Move) && step.By != actor.Id ? "" : step.ByName, Move = Masked(step.Move) })]);

    // What people outside the staff say about a topic they may say without their name.
    private static bool IsResidents(TopicMove move) => move is TopicProposed or TopicRemarked;

    private static TopicMove Masked(TopicMove move) => move switch
    {
        TopicProposed proposed => proposed with { Title = Masked(proposed.Title), Text = Masked(proposed.Text), InNameOf = "", Key = null },
        TopicTaken taken => taken with { Reason = Masked(taken.Reason) },
        TopicRefused refused => refused with { Reason = Masked(refused.Reason) },
        TopicJoined joined => joined with { Reason = Masked(joined.Reason) },
        TopicWithdrawn withdrawn => withdrawn with { Reason = Masked(withdrawn.Reason) },
        TopicCalled called => called with { Agenda = Masked(called.Agenda), Place = Masked(called.Place) },
        TopicMinuted minuted => minuted with
        {
            Minutes = Masked(minuted.Minutes),
            Opinions = [.. minuted.Opinions.Select(opinion => new ExpertOpinion(Masked(opinion.Who), Masked(opinion.Words)))],
        },
        TopicPlanned planned => planned with { Sentence = Masked(planned.Sentence) },
        TopicTaskAdded added => new TopicTaskAdded(Masked(added.Terms)),
        TopicTaskChanged changed => changed with { Terms = Masked(changed.Terms), Reason = Masked(changed.Reason) },
        TopicTaskDone done => done with { Words = Masked(done.Words) },
        TopicTaskDropped dropped => dropped with { Words = Masked(dropped.Words) },
        TopicRemarked remarked => remarked with { Words = Masked(remarked.Words) },
        TopicClosed closed => new TopicClosed(Masked(closed.Result)),

        // Numbers of votes, places on a roll, instants.
        _ => move,
    };

    private static TaskTerms Masked(TaskTerms terms) => terms with { What = Masked(terms.What) };

    private static string Masked(string text) => PersonalText.Masked(text);
}
