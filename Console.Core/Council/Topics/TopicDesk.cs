using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Leads a topic from the proposal to the year's plan and its public result. Checks rights itself, whatever the page showed; every step is audited.</summary>
public sealed class TopicDesk
{
    private const int MostWaiting = 5;
    private const int MostYearsAhead = 2;
    private readonly TopicCommands _commands;
    private readonly TopicBoard _board;
    private readonly TopicFollow _follow;
    private readonly VoteDesk _votes;
    private readonly VoteArchive _archive;
    private readonly VoteBoard _shown;
    private readonly EstateCalendar _calendar;

    internal TopicDesk(TopicCommands commands, TopicBoard board, TopicFollow follow, VoteDesk votes, VoteArchive archive, VoteBoard shown, EstateCalendar calendar) =>
        (_commands, _board, _follow, _votes, _archive, _shown, _calendar) = (commands, board, follow, votes, archive, shown, calendar);

    /// <summary>Collects a topic: of the account itself, or at the counter in a resident's name.</summary>
    public Task<Result<Topic>> ProposeAsync(string title, string text, string inNameOf, Actor actor, CancellationToken cancellation) => _commands.ProposeAsync(
        inNameOf.Trim().Length > 0 ? TopicCommand.Enter : TopicCommand.Propose,
        actor,
        known => TopicWords.Refusal(title, TopicWords.TitleLength) ?? TopicWords.Refusal(text, TopicWords.TextLength) ?? TopicWords.Refusal(inNameOf, TopicWords.NameLength, mayBeEmpty: true)
            ?? (actor.Role == Role.Resident && known.Count(topic => topic.ProposedBy == actor.Id && topic.Stage == TopicStage.Collected) >= MostWaiting ? new TooManyProposals() : (Problem?)null),
        new TopicProposed(title.Trim(), text.Trim(), inNameOf.Trim()),
        cancellation);

    /// <summary>Screened and taken, and why.</summary>
    public Task<Result<Topic>> TakeAsync(TopicId id, string reason, Actor chair, CancellationToken cancellation) => ScreenAsync(id, "take", new TopicTaken(reason.Trim()), reason, chair, cancellation);

    /// <summary>Screened and refused, and why.</summary>
    public Task<Result<Topic>> RefuseAsync(TopicId id, string reason, Actor chair, CancellationToken cancellation) => ScreenAsync(id, "refuse", new TopicRefused(reason.Trim()), reason, chair, cancellation);

    /// <summary>Joined to another topic that says the same, and why.</summary>
    public Task<Result<Topic>> JoinAsync(TopicId id, TopicId other, string reason, Actor chair, CancellationToken cancellation) =>
        _board.Find(other) is { HasEnded: false, Stage: not TopicStage.Collected } target && target.Community == chair.Community
            ? ScreenAsync(id, "join", new TopicJoined(other, reason.Trim()), reason, chair, cancellation)
            : GiveAsync(id, TopicCommand.Screen, "join", chair, reason, (_, _) => new TopicNotValid(new("只能并入一个已立项、还没有办结的议题。", "It can only be joined to a topic that was taken and is not closed.")), cancellation);

    /// <summary>
    /// Publishes the motion: a vote is prepared from it, and its notice begins. Where one is published already, that vote is cancelled first and the
    /// days start again; <paramref name="replaces"/> is the vote as the chair saw it.
    /// </summary>
    public async Task<Result<Topic>> PublishAsync(TopicId id, VoteDraft draft, VoteId? replaces, string reason, Actor chair, CancellationToken cancellation)
    {
        var ofTopic = draft with { Topic = id.Value };
        if (replaces is { } former && _board.Find(id)?.Vote == former)
        {
            var withdrawn = await WithdrawAsync(id, former, ofTopic, reason, chair with { CommandKey = null }, cancellation);
            if (!withdrawn.Succeeded)
            {
                return withdrawn;
            }
        }

        return await _commands.GiveAsync(id, TopicCommand.Publish, "publish", chair, reason, async (topic, _) =>
        {
            if (topic.Stage != TopicStage.Taken)
            {
                return new TopicStepIllegal(id, topic.Stage);
            }

            // Not stopped from here on: what is in the vote's file is on the topic's a moment later, or at the next start.
            var vote = await _votes.PrepareOfTopicAsync(ofTopic, chair with { CommandKey = null }, CancellationToken.None);
            if (!vote.Succeeded)
            {
                return vote.Problem;
            }

            // The days of notice count from the signature, not from the press: midnight may have been between.
            var at = vote.Value.Checkpoint!.At;
            return topic.Move(_follow.Published(vote.Value, at), chair, at);
        }, cancellation);
    }

    /// <summary>Calls its meeting, or moves it.</summary>
    public Task<Result<Topic>> CallAsync(TopicId id, TopicCalled meeting, Actor chair, CancellationToken cancellation) => GiveAsync(id, TopicCommand.Meet, "call", chair, "", (topic, at) =>
        (TopicWords.Refusal(meeting.Agenda, TopicWords.LongLength) ?? TopicWords.Refusal(meeting.Place, TopicWords.TitleLength)) is { } words ? words
        : topic.Vote is { } vote && _shown.Find(vote) is { } known && meeting.At >= known.ClosesAt
            ? new TopicNotValid(new("会议须在表决结束之前召开；要更晚，请重新公示。", "The meeting must be before the vote ends; to hold it later, publish anew."))
        : topic.Move(new TopicCalled(meeting.Agenda.Trim(), meeting.Place.Trim(), meeting.At.ToUniversalTime()), chair, at), cancellation);

    /// <summary>Takes the attendance: who of the vote's roll is there, by place on the roll. Without a quorum another meeting is called.</summary>
    public Task<Result<Topic>> AttendAsync(TopicId id, IReadOnlySet<int> present, Actor chair, CancellationToken cancellation) => _commands.GiveAsync(id, TopicCommand.Meet, "attend", chair, "", async (topic, at) =>
    {
        if (topic.Vote is not { } vote || _shown.Find(vote) is not { } known)
        {
            return new TopicStepIllegal(id, topic.Stage);
        }

        var roll = await _archive.RollAsync(vote, chair, cancellation);
        if (!roll.Succeeded)
        {
            return roll.Problem;
        }

        var there = roll.Value.Select(line => line.Entry).Where(entry => present.Contains(entry.Number)).ToList();
        return there.Count != present.Count
            ? new TopicNotValid(new("签到的人不都在名册上，请刷新名册。", "Not everybody ticked is on the roll; reload it."))
            : topic.Move(
                new TopicAttended([.. there.Select(entry => entry.Number)], there.Sum(entry => (long)entry.Heads), known.Definition.Heads, QuorumOf(known.Definition)), chair, at);
    }, cancellation);

    /// <summary>The fewest heads that must come to the meeting of that vote.</summary>
    public static long QuorumOf(VoteDefinition vote) => MeetingRules.Default.Of(vote.Profile.Id).Quorum.Least(vote.Heads);

    /// <summary>Writes down what was said.</summary>
    public Task<Result<Topic>> MinuteAsync(TopicId id, TopicMinuted minutes, Actor chair, CancellationToken cancellation) => GiveAsync(id, TopicCommand.Meet, "minute", chair, "", (topic, at) =>
        TopicWords.Refusal(minutes) is { } refused ? refused : topic.Move(minutes with { Minutes = minutes.Minutes.Trim(), Recording = minutes.Recording.Trim() }, chair, at), cancellation);

    /// <summary>Enters the resolution in a year's plan.</summary>
    public Task<Result<Topic>> PlanAsync(TopicId id, TopicPlanned plan, Actor actor, CancellationToken cancellation) => GiveAsync(id, TopicCommand.Plan, "plan", actor, "", (topic, at) =>
        _calendar.Day(at).Year is var year && (plan.Year < year || plan.Year > year + MostYearsAhead)
            ? new TopicNotValid(new($"年度须在 {year} 到 {year + MostYearsAhead} 之间。", $"The year must be {year} to {year + MostYearsAhead}."))
        : TopicWords.Refusal(plan.Sentence, TopicWords.TextLength) is { } words ? words
        : topic.Move(plan with { Sentence = plan.Sentence.Trim() }, actor, at), cancellation);

    /// <summary>Says what came of it, for everybody; it is over.</summary>
    public Task<Result<Topic>> CloseAsync(TopicId id, string result, Actor actor, CancellationToken cancellation) => GiveAsync(id, TopicCommand.Close, "close", actor, "", (topic, at) =>
        TopicWords.Refusal(result, TopicWords.TextLength) is { } words ? words : topic.Move(new TopicClosed(result.Trim()), actor, at), cancellation);

    private Task<Result<Topic>> ScreenAsync(TopicId id, string name, TopicMove move, string reason, Actor chair, CancellationToken cancellation) => GiveAsync(id, TopicCommand.Screen, name, chair, reason, (topic, at) =>
        TopicWords.Refusal(reason, TopicWords.TextLength) is { } words ? words : topic.Move(move, chair, at), cancellation);

    // The new motion is judged before the old one is given up.
    private Task<Result<Topic>> WithdrawAsync(TopicId id, VoteId former, VoteDraft draft, string reason, Actor chair, CancellationToken cancellation) => _commands.GiveAsync(id, TopicCommand.Publish, "withdraw", chair, reason, async (topic, at) =>
    {
        if (topic.Vote != former || topic.Stage is not (TopicStage.Published or TopicStage.Called or TopicStage.Met))
        {
            return new TopicStepIllegal(id, topic.Stage);
        }

        if (TopicWords.Refusal(reason, TopicWords.TextLength) is { } words)
        {
            return words;
        }

        if (await _votes.CheckAsync(draft, chair, cancellation) is { } wrong)
        {
            return wrong;
        }

        var cancelled = await _votes.CancelAsync(former, reason, chair, CancellationToken.None);
        return cancelled.Succeeded ? topic.Move(new TopicWithdrawn(former, reason.Trim()), chair, at) : cancelled.Problem;
    }, cancellation);

    private Task<Result<Topic>> GiveAsync(TopicId id, TopicCommand command, string name, Actor actor, string reason, Func<Topic, DateTimeOffset, Result<Topic>> decide, CancellationToken cancellation) =>
        _commands.GiveAsync(id, command, name, actor, reason.Trim(), (topic, at) => Task.FromResult(decide(topic, at)), cancellation);
}
