using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Web.Access;
using CommunityConsole.Web.Components;
using CommunityConsole.Web.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace CommunityConsole.Web.Pages.Topics;

/// <summary>Asks what a step of a topic needs, and gives the command; each dialog stays open until the desk has taken it, or the person thinks better of it.</summary>
public sealed class TopicDialogs(TopicDesk desk, TopicTaskDesk tasks, TopicNameDesk names, VoteArchive archive, DialogService dialogs, IStringLocalizer<TopicsText> text)
{
    /// <summary>A new topic; null where the person thought better of it.</summary>
    public async Task<Topic?> ProposeAsync(CurrentWorker me)
    {
        Topic? made = null;
        await AskAsync<ProposeDialog, TopicProposed>("New", async wish =>
        {
            var result = await me.DoAsync(actor => desk.ProposeAsync(wish.Title, wish.Text, wish.InNameOf, actor with { CommandKey = Guid.NewGuid() }, CancellationToken.None));
            made = result.Succeeded ? result.Value : null;
            return result.Problem;
        });
        return made;
    }

    /// <summary>Taken, with the reason.</summary>
    public Task TakeAsync(Topic topic, CurrentWorker me) => WordsAsync("Take", "Reason", "tick", topic, me, (reason, actor) => desk.TakeAsync(topic.Id, reason, actor, CancellationToken.None));

    /// <summary>Refused, with the reason.</summary>
    public Task RefuseAsync(Topic topic, CurrentWorker me) => WordsAsync("Refuse", "Reason", "cross", topic, me, (reason, actor) => desk.RefuseAsync(topic.Id, reason, actor, CancellationToken.None));

    /// <summary>Joined to another, with the reason.</summary>
    public Task JoinAsync(Topic topic, CurrentWorker me) => AskAsync<JoinDialog, TopicJoined>(
        "DoJoin", Gives<TopicJoined>(me, (joined, actor) => desk.JoinAsync(topic.Id, joined.Other, joined.Reason, actor, CancellationToken.None)), (nameof(JoinDialog.Topic), topic));

    /// <summary>Its meeting.</summary>
    public Task CallAsync(Topic topic, VoteView? vote, CurrentWorker me) => AskAsync<MeetingDialog, TopicCalled>(
        topic.Meeting is null ? "DoCall" : "DoMove",
        Gives<TopicCalled>(me, (called, actor) => desk.CallAsync(topic.Id, called, actor, CancellationToken.None)),
        (nameof(MeetingDialog.Topic), topic),
        (nameof(MeetingDialog.Until), vote?.ClosesAt));

    /// <summary>Who is there; a refusal where the roll cannot be read.</summary>
    public async Task<Problem?> AttendAsync(Topic topic, VoteView vote, CurrentWorker me)
    {
        var roll = await me.DoAsync(actor => archive.RollAsync(vote.Id, actor, CancellationToken.None));
        if (!roll.Succeeded)
        {
            return roll.Problem;
        }

        await AskAsync<AttendanceDialog, IReadOnlySet<int>>(
            "DoAttend",
            Gives<IReadOnlySet<int>>(me, (present, actor) => desk.AttendAsync(topic.Id, present, actor, CancellationToken.None)),
            (nameof(AttendanceDialog.Topic), topic),
            (nameof(AttendanceDialog.Lines), roll.Value),
            (nameof(AttendanceDialog.Vote), vote));
        return null;
    }

    /// <summary>What was said.</summary>
    public Task MinuteAsync(Topic topic, CurrentWorker me) => AskAsync<MinutesDialog, TopicMinuted>(
        topic.Minutes is null ? "DoMinute" : "DoMinuteAgain", Gives<TopicMinuted>(me, (minutes, actor) => desk.MinuteAsync(topic.Id, minutes, actor, CancellationToken.None)), (nameof(MinutesDialog.Topic), topic));

    /// <summary>The year's plan.</summary>
    public Task PlanAsync(Topic topic, CurrentWorker me) => AskAsync<PlanDialog, TopicPlanned>(
        "DoPlan", Gives<TopicPlanned>(me, (plan, actor) => desk.PlanAsync(topic.Id, plan, actor, CancellationToken.None)), (nameof(PlanDialog.Topic), topic));

    /// <summary>A task.</summary>
    public Task AssignAsync(Topic topic, CurrentWorker me) => AskAsync<TaskDialog, TopicTaskChanged>(
        "DoAssign",
        Gives<TopicTaskChanged>(me, (given, actor) => tasks.AddAsync(topic.Id, given.Terms, actor, CancellationToken.None)),
        (nameof(TaskDialog.Draft), FormattableString.Invariant($"topic-task-{topic.Id}-{topic.Tasks.Count + 1}")));

    /// <summary>Another owner, day or wording.</summary>
    public Task ChangeAsync(Topic topic, TopicTask task, CurrentWorker me) => AskAsync<TaskDialog, TopicTaskChanged>(
        "DoChangeTask",
        Gives<TopicTaskChanged>(me, (changed, actor) => tasks.ChangeAsync(topic.Id, task.Number, changed.Terms, changed.Reason, actor, CancellationToken.None)),
        (nameof(TaskDialog.Before), task.Terms),
        (nameof(TaskDialog.Draft), FormattableString.Invariant($"topic-task-{topic.Id}-{task.Number}-{topic.Steps.Count(step => step.Move is TopicTaskChanged)}")));

    /// <summary>Done.</summary>
    public Task FinishAsync(Topic topic, TopicTask task, CurrentWorker me) =>
        WordsAsync("Finish", "TaskDoneWas", "tick", topic, me, (words, actor) => tasks.FinishAsync(topic.Id, task.Number, words, actor, CancellationToken.None), task.Number);

    /// <summary>Dropped.</summary>
    public Task DropAsync(Topic topic, TopicTask task, CurrentWorker me) =>
        WordsAsync("Drop", "TaskWhyDropped", "cross", topic, me, (words, actor) => tasks.DropAsync(topic.Id, task.Number, words, actor, CancellationToken.None), task.Number);

    /// <summary>What a representative remarks.</summary>
    public Task RemarkAsync(Topic topic, CurrentWorker me) => AskAsync<RemarkDialog, TopicRemarked>(
        "DoRemark", Gives<TopicRemarked>(me, (remark, actor) => tasks.RemarkAsync(topic.Id, remark.Task, remark.Words, actor, CancellationToken.None)), (nameof(RemarkDialog.Topic), topic));

    /// <summary>What came of it.</summary>
    public Task CloseAsync(Topic topic, CurrentWorker me) => WordsAsync("Close", "CloseLabel", "tick", topic, me, (words, actor) => desk.CloseAsync(topic.Id, words, actor, CancellationToken.None));

    /// <summary>Takes a name out of it, and out of every topic where the account stands.</summary>
    public Task EraseNameAsync(Topic topic, IReadOnlyList<TopicPerson> people, CurrentWorker me) => AskAsync<NameDialog, NameWish>(
        "DoEraseName",
        async wish => (await me.DoAsync(actor => names.EraseAsync(topic.Id, wish.Person, wish.Reason, actor, CancellationToken.None))).Problem,
        (nameof(NameDialog.Topic), topic),
        (nameof(NameDialog.People), people));

    /// <summary>Whether the person stands on the roll of its vote.</summary>
    public async Task<bool> MayRemarkAsync(Topic topic, CurrentWorker me)
    {
        if (topic.Stage != TopicStage.Planned)
        {
            return false;
        }

        var actor = await me.ActorAsync();
        return actor.Succeeded && await tasks.IsOnRollAsync(topic, actor.Value, CancellationToken.None);
    }

    // No token: a decision once made is finished even if the page closes.
    private static Func<TWish, Task<Problem?>> Gives<TWish>(CurrentWorker me, Func<TWish, Actor, Task<Result<Topic>>> command) =>
        async wish => (await me.DoAsync(actor => command(wish, actor))).Problem;

    private Task WordsAsync(string act, string label, string icon, Topic topic, CurrentWorker me, Func<string, Actor, Task<Result<Topic>>> command, int task = 0) => AskAsync<NoteForm, string>(
        "Do" + act,
        Gives(me, command),
        (nameof(NoteForm.Consequence), text[act + "Sentence"].Value),
        (nameof(NoteForm.Label), text[label].Value),
        (nameof(NoteForm.Hint), text["ReasonHint"].Value),
        (nameof(NoteForm.Confirm), text["Do" + act].Value),
        (nameof(NoteForm.Icon), icon),
        (nameof(NoteForm.Draft), FormattableString.Invariant($"topic-{act}-{topic.Id}-{task}")));

    private Task AskAsync<TDialog, TWish>(string title, Func<TWish, Task<Problem?>> send, params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase => dialogs.AskAsync<TDialog, TWish>(text[title], send, parameters);
}
