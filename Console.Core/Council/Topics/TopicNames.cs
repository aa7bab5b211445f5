using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Somebody whose name stands in a topic.</summary>
/// <param name="Account">The account that took a step; null for whom a clerk wrote the proposal down.</param>
/// <param name="Name">As it stands there.</param>
public sealed record TopicPerson(StaffId? Account, string Name);

/// <summary>Names in the steps of topics, and how one is taken out: what was said and done stays, under a pseudonym that is the same wherever the person stood.</summary>
public static class TopicNames
{
    /// <summary>Before every pseudonym.</summary>
    public const string Mark = "匿名#";

    private const int Length = 5;

    // A single sign stands in too many words that name nobody.
    private const int LeastInWords = 2;

    /// <summary>Whose names stand in it, in the order they came.</summary>
    public static IReadOnlyList<TopicPerson> Of(Topic topic) =>
    [
        .. topic.Steps.Where(step => step.By != Actor.ProgramId && IsName(step.ByName)).Select(step => new TopicPerson(step.By, step.ByName)).DistinctBy(person => person.Account),
        .. IsName(topic.Proposal.InNameOf) ? [new TopicPerson(null, topic.Proposal.InNameOf)] : Array.Empty<TopicPerson>(),
    ];

    /// <summary>What is written instead of the name: of an account from its id, of somebody without one from the topic, never from the name.</summary>
    public static string PseudonymOf(TopicPerson person, Topic topic) => Mark + VoteReceipt.CodeOf(MerkleTree.HashLeaf(
        new CanonicalBytes().Add("topic-pseudonym").Add(topic.Community).Add(person.Account?.Value ?? topic.Subject).ToArray()))[..Length];

    /// <summary>The topics of the community that hold the name, as they are without it.</summary>
    /// <param name="all">The community's topics.</param>
    /// <param name="topic">Where somebody asked.</param>
    /// <param name="person">Whose name.</param>
    /// <param name="by">Who takes it out.</param>
    /// <param name="at">When.</param>
    internal static IReadOnlyList<Topic> Without(IReadOnlyList<Topic> all, Topic topic, TopicPerson person, Actor by, DateTimeOffset at)
    {
        var pseudonym = PseudonymOf(person, topic);
        var touched = person.Account is { } account ? all.Where(one => one.Steps.Any(step => step.By == account && IsName(step.ByName))) : [topic];
        var names = NamesOf(all, person);
        return [.. touched.Select(one => one.Rewrite(step => Without(step, person, names, pseudonym), new TopicNameErased(pseudonym), by, at))];
    }

    /// <summary>Every name the person had in those topics, longest first.</summary>
    internal static IReadOnlyList<string> NamesOf(IReadOnlyList<Topic> all, TopicPerson person) => person.Account is not { } account ? [person.Name]
        : [.. all.SelectMany(topic => topic.Steps).Where(step => step.By == account && IsName(step.ByName)).Select(step => step.ByName).Distinct().OrderByDescending(name => name.Length)];

    /// <summary>The text with the pseudonym where a name was.</summary>
    internal static string Without(string text, IReadOnlyList<string> names, string pseudonym) =>
        names.Where(name => name.Length >= LeastInWords).Aggregate(text, (words, name) => words.Replace(name, pseudonym, StringComparison.Ordinal));

    private static TopicStep Without(TopicStep step, TopicPerson person, IReadOnlyList<string> names, string pseudonym)
    {
        var move = TopicSpeech.Map(step.Move, text => Without(text, names, pseudonym));
        return step with
        {
            ByName = person.Account is { } account && step.By == account ? pseudonym : step.ByName,
            Move = person.Account is null && move is TopicProposed proposed ? proposed with { InNameOf = pseudonym } : move,
        };
    }

    private static bool IsName(string name) => name.Length > 0 && !name.StartsWith(Mark, StringComparison.Ordinal);
}
