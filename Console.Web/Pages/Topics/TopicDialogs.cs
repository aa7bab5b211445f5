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

/// <summary>Asks what a step of a topic needs, and gives the command. Null where the person thought better of it, or it was done.</summary>
public sealed class TopicDialogs(TopicDesk desk, TopicTaskDesk tasks, VoteArchive archive, DialogService dialogs, IStringLocalizer<TopicsText> text)
{
    private static readonly DialogOptions Options = new() { Width = "min(36rem, 96vw)", CloseDialogOnOverlayClick = false };

    /// <summary>Proposes one.</summary>
    public async Task<Result<Topic>?> ProposeAsync(CurrentWorker me)
    {
        var key = Guid.NewGuid();
        return await AskAsync<ProposeDialog>("New") is TopicProposed proposed
            ? await me.DoAsync(actor => desk.ProposeAsync(proposed.Title, proposed.Text, proposed.InNameOf, actor with { CommandKey = key }, CancellationToken.None))
            : default(Result<Topic>?);
    }

    /// <summary>Taken, with the reason.</summary>
    public async Task<Problem?> TakeAsync(Topic topic, CurrentWorker me) =>
        await WordsAsync("Take", "Reason", "tick", topic) is { } reason ? await DoAsync(me, actor => desk.TakeAsync(topic.Id, reason, actor, CancellationToken.None)) : null;

    /// <summary>Refused, with the reason.</summary>
    public async Task<Problem?> RefuseAsync(Topic topic, CurrentWorker me) =>
        await WordsAsync("Refuse", "Reason", "cross", topic) is { } reason ? await DoAsync(me, actor => desk.RefuseAsync(topic.Id, reason, actor, CancellationToken.None)) : null;

    /// <summary>Joined to another, with the reason.</summary>
    public async Task<Problem?> JoinAsync(Topic topic, CurrentWorker me) =>
        await AskAsync<JoinDialog>("DoJoin", (nameof(JoinDialog.Topic), topic)) is TopicJoined joined ? await DoAsync(me, actor => desk.JoinAsync(topic.Id, joined.Other, joined.Reason, actor, CancellationToken.None)) : null;

    /// <summary>Its meeting.</summary>
    public async Task<Problem?> CallAsync(Topic topic, VoteView? vote, CurrentWorker me) =>
        await AskAsync<MeetingDialog>(topic.Meeting is null ? "DoCall" : "DoMove", (nameof(MeetingDialog.Topic), topic), (nameof(MeetingDialog.Until), vote?.ClosesAt)) is TopicCalled called
            ? await DoAsync(me, actor => desk.CallAsync(topic.Id, called, actor, CancellationToken.None))
            : null;

    /// <summary>Who is there.</summary>
    public async Task<Problem?> AttendAsync(Topic topic, VoteView vote, CurrentWorker me)
    {
        var roll = await me.DoAsync(actor => archive.RollAsync(vote.Id, actor, CancellationToken.None));
        return !roll.Succeeded ? roll.Problem
            : await AskAsync<AttendanceDialog>("DoAttend", (nameof(AttendanceDialog.Lines), roll.Value), (nameof(AttendanceDialog.Vote), vote)) is HashSet<int> present
                ? await DoAsync(me, actor => desk.AttendAsync(topic.Id, present, actor, CancellationToken.None))
                : null;
    }

    /// <summary>What was said.</summary>
    public async Task<Problem?> MinuteAsync(Topic topic, CurrentWorker me) =>
        await AskAsync<MinutesDialog>(topic.Minutes is null ? "DoMinute" : "DoMinuteAgain", (nameof(MinutesDialog.Topic), topic)) is TopicMinuted minutes
            ? await DoAsync(me, actor => desk.MinuteAsync(topic.Id, minutes, actor, CancellationToken.None))
            : null;

    /// <summary>The year's plan.</summary>
    public async Task<Problem?> PlanAsync(Topic topic, CurrentWorker me) =>
        await AskAsync<PlanDialog>("DoPlan", (nameof(PlanDialog.Topic), topic)) is TopicPlanned plan ? await DoAsync(me, actor => desk.PlanAsync(topic.Id, plan, actor, CancellationToken.None)) : null;

    /// <summary>A task.</summary>
    public async Task<Problem?> AssignAsync(Topic topic, CurrentWorker me) =>
        await AskAsync<TaskDialog>("DoAssign") is TopicTaskChanged given ? await DoAsync(me, actor => tasks.AddAsync(topic.Id, given.Terms, actor, CancellationToken.None)) : null;

    /// <summary>Another owner, day or wording.</summary>
    public async Task<Problem?> ChangeAsync(Topic topic, TopicTask task, CurrentWorker me) =>
        await AskAsync<TaskDialog>("DoChangeTask", (nameof(TaskDialog.Before), task.Terms)) is TopicTaskChanged changed
            ? await DoAsync(me, actor => tasks.ChangeAsync(topic.Id, task.Number, changed.Terms, changed.Reason, actor, CancellationToken.None))
            : null;

    /// <summary>Done.</summary>
    public async Task<Problem?> FinishAsync(Topic topic, TopicTask task, CurrentWorker me) =>
        await WordsAsync("Finish", "TaskDoneWas", "tick", topic, task.Number) is { } words ? await DoAsync(me, actor => tasks.FinishAsync(topic.Id, task.Number, words, actor, CancellationToken.None)) : null;

    /// <summary>Dropped.</summary>
    public async Task<Problem?> DropAsync(Topic topic, TopicTask task, CurrentWorker me) =>
        await WordsAsync("Drop", "TaskWhyDropped", "cross", topic, task.Number) is { } words ? await DoAsync(me, actor => tasks.DropAsync(topic.Id, task.Number, words, actor, CancellationToken.None)) : null;

    /// <summary>What a representative remarks.</summary>
    public async Task<Problem?> RemarkAsync(Topic topic, CurrentWorker me) =>
        await AskAsync<RemarkDialog>("DoRemark", (nameof(RemarkDialog.Topic), topic)) is TopicRemarked remark ? await DoAsync(me, actor => tasks.RemarkAsync(topic.Id, remark.Task, remark.Words, actor, CancellationToken.None)) : null;

    /// <summary>What came of it.</summary>
    public async Task<Problem?> CloseAsync(Topic topic, CurrentWorker me) =>
        await WordsAsync("Close", "CloseLabel", "tick", topic) is { } words ? await DoAsync(me, actor => desk.CloseAsync(topic.Id, words, actor, CancellationToken.None)) : null;

    /// <summary>Whether the person stands on the roll of its vote.</summary>
    public async Task<bool> MayRemarkAsync(Topic topic, CurrentWorker me)
    {
        var actor = await me.ActorAsync();
        return actor.Succeeded && topic.Stage == TopicStage.Planned && await tasks.IsOnRollAsync(topic, actor.Value, CancellationToken.None);
    }

    // No token: a decision once made is finished even if the page closes.
    private static async Task<Problem?> DoAsync(CurrentWorker me, Func<Actor, Task<Result<Topic>>> command) => (await me.DoAsync(command)).Problem;

    private async Task<string?> WordsAsync(string act, string label, string icon, Topic topic, int task = 0) => await AskAsync<NoteForm>(
        "Do" + act,
        (nameof(NoteForm.Consequence), text[act + "Sentence"].Value),
        (nameof(NoteForm.Label), text[label].Value),
        (nameof(NoteForm.Hint), text["ReasonHint"].Value),
        (nameof(NoteForm.Confirm), text["Do" + act].Value),
        (nameof(NoteForm.Icon), icon),
        (nameof(NoteForm.Draft), FormattableString.Invariant($"topic-{act}-{topic.Id}-{task}"))) as string;

    private async Task<object?> AskAsync<TDialog>(string title, params (string Name, object? Value)[] parameters)
        where TDialog : ComponentBase => await dialogs.OpenAsync<TDialog>(text[title], parameters.ToDictionary(one => one.Name, one => one.Value), Options);
}
