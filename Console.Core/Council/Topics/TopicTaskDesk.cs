using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Gives out the tasks that carry a resolution out, ends them, and takes what its representatives remark. Checks rights itself; every step is audited.</summary>
public sealed class TopicTaskDesk
{
    private const int MostTasks = 50;
    private const int MostRemarks = 20;
    private const int MostDaysAhead = 2 * 366;
    private readonly TopicCommands _commands;
    private readonly StaffDirectory _staff;
    private readonly ITaskUnits _units;
    private readonly BallotDesk _ballots;
    private readonly EstateCalendar _calendar;

    internal TopicTaskDesk(TopicCommands commands, StaffDirectory staff, ITaskUnits units, BallotDesk ballots, EstateCalendar calendar) =>
        (_commands, _staff, _units, _ballots, _calendar) = (commands, staff, units, ballots, calendar);

    /// <summary>Gives out a task.</summary>
    public Task<Result<Topic>> AddAsync(TopicId id, TaskTerms terms, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(id, TopicCommand.Assign, "task", actor, "", async (topic, at) =>
        await TermsRefusalAsync(terms, actor, at, cancellation) is { } refused ? refused
        : topic.Tasks.Count >= MostTasks ? new TopicNotValid(new($"一个议题最多 {MostTasks} 项任务。", $"A topic has at most {MostTasks} tasks."))
        : topic.Move(new TopicTaskAdded(Trimmed(terms)), actor, at), cancellation);

    /// <summary>Other terms, and why.</summary>
    public Task<Result<Topic>> ChangeAsync(TopicId id, int task, TaskTerms terms, string reason, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(id, TopicCommand.Assign, "task-change", actor, reason.Trim(), async (topic, at) =>
        (TopicWords.Refusal(reason, TopicWords.TextLength) ?? await TermsRefusalAsync(terms, actor, at, cancellation)) is { } refused ? refused
        : topic.Move(new TopicTaskChanged(task, Trimmed(terms), reason.Trim()), actor, at), cancellation);

    /// <summary>Done: what was done.</summary>
    public Task<Result<Topic>> FinishAsync(TopicId id, int task, string words, Actor actor, CancellationToken cancellation) => EndAsync(id, task, "task-done", new TopicTaskDone(task, words.Trim()), words, actor, cancellation);

    /// <summary>Dropped: why.</summary>
    public Task<Result<Topic>> DropAsync(TopicId id, int task, string words, Actor actor, CancellationToken cancellation) => EndAsync(id, task, "task-drop", new TopicTaskDropped(task, words.Trim()), words, actor, cancellation);

    /// <summary>Takes a remark of somebody who stood on the vote's roll.</summary>
    public Task<Result<Topic>> RemarkAsync(TopicId id, int task, string words, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(id, TopicCommand.Remark, "remark", actor, "", async (topic, at) =>
        TopicWords.Refusal(words, TopicWords.TextLength) is { } refused ? refused
        : !await IsOnRollAsync(topic, actor, cancellation) ? new NotRepresentative(id)
        : topic.Steps.Count(step => step.By == actor.Id && step.Move is TopicRemarked) >= MostRemarks
            ? new TopicNotValid(new($"每人对一个议题最多写 {MostRemarks} 条意见。", $"At most {MostRemarks} remarks of one person on a topic."))
        : topic.Move(new TopicRemarked(task, words.Trim()), actor, at), cancellation);

    /// <summary>Whether the account stands on the roll of the topic's vote.</summary>
    public async Task<bool> IsOnRollAsync(Topic topic, Actor actor, CancellationToken cancellation) =>
        topic.Vote is { } vote && await _ballots.OwnAsync(vote, actor, cancellation) is { Succeeded: true } own && own.Value.Any(entry => !entry.ForOther);

    private Task<Result<Topic>> EndAsync(TopicId id, int number, string name, TopicMove move, string words, Actor actor, CancellationToken cancellation) => _commands.GiveAsync(id, TopicCommand.EndTask, name, actor, words.Trim(), (topic, at) => Task.FromResult(
        TopicWords.Refusal(words, TopicWords.TextLength) is { } refused ? refused
        : topic.Tasks.FirstOrDefault(task => task.Number == number) is { } one && !TopicRights.MayEnd(one, actor.Role, actor.Id) ? new TaskNotYours(id)
        : topic.Move(move, actor, at)), cancellation);

    private async Task<Problem?> TermsRefusalAsync(TaskTerms terms, Actor actor, DateTimeOffset at, CancellationToken cancellation)
    {
        var today = _calendar.Day(at);
        return TopicWords.Refusal(terms.What, TopicWords.TextLength) is { } text ? text
            : terms.DueOn < today || terms.DueOn > today.AddDays(MostDaysAhead) ? new TopicNotValid(new("期限须在今天之后、两年之内。", "The day must be today or later, within two years."))
            : (terms.Person is null) == (terms.Unit is null) ? new TopicNotValid(new("请选一位负责人或一个责任单位。", "Choose one owner: a person or a unit."))
            : terms.Unit is { } unit && !_units.Knows(unit) ? new TopicNotValid(new("责任目录里没有这个单位。", "The responsibility directory has no such unit."))
            : terms.Person is { } person && !(await _staff.FindAsync(person, cancellation) is { Disabled: false } member && member.Community == actor.Community && TopicRights.MayOwn(member.Role))
                ? new TopicNotValid(new("不能由这个人负责：账号已停用、不在本社区，或是居民、监票人。", "This person cannot own it: disabled, of another community, a resident or a scrutineer."))
            : null;
    }

    private static TaskTerms Trimmed(TaskTerms terms) => terms with { What = terms.What.Trim() };
}
