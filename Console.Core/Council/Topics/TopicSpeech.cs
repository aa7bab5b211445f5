namespace CommunityConsole.Core.Council.Topics;

/// <summary>What people wrote in a move: every text of theirs, and nothing else of it.</summary>
internal static class TopicSpeech
{
    /// <summary>The same move with each text changed.</summary>
    public static TopicMove Map(TopicMove move, Func<string, string> change) => move switch
    {
        TopicProposed proposed => proposed with { Title = change(proposed.Title), Text = change(proposed.Text), InNameOf = change(proposed.InNameOf) },
        TopicTaken taken => taken with { Reason = change(taken.Reason) },
        TopicRefused refused => refused with { Reason = change(refused.Reason) },
        TopicJoined joined => joined with { Reason = change(joined.Reason) },
        TopicWithdrawn withdrawn => withdrawn with { Reason = change(withdrawn.Reason) },
        TopicCalled called => called with { Agenda = change(called.Agenda), Place = change(called.Place) },
        TopicMinuted minuted => minuted with
        {
            Minutes = change(minuted.Minutes),
            Opinions = [.. minuted.Opinions.Select(opinion => new ExpertOpinion(change(opinion.Who), change(opinion.Words)))],
        },
        TopicPlanned planned => planned with { Sentence = change(planned.Sentence) },
        TopicTaskAdded added => new TopicTaskAdded(Map(added.Terms, change)),
        TopicTaskChanged changed => changed with { Terms = Map(changed.Terms, change), Reason = change(changed.Reason) },
        TopicTaskDone done => done with { Words = change(done.Words) },
        TopicTaskDropped dropped => dropped with { Words = change(dropped.Words) },
        TopicRemarked remarked => remarked with { Words = change(remarked.Words) },
        TopicClosed closed => new TopicClosed(change(closed.Result)),

        // Numbers of votes, places on a roll, instants, a pseudonym.
        _ => move,
    };

    private static TaskTerms Map(TaskTerms terms, Func<string, string> change) => terms with { What = change(terms.What) };
}
