using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Notices;

namespace CommunityConsole.Core.Repairs;

/// <summary>Somebody is to be told about a repair.</summary>
/// <param name="Stage">Why.</param>
/// <param name="Round">The number of the step it began with.</param>
/// <param name="To">The roles, or the one person, who are told.</param>
/// <param name="Text">What.</param>
internal sealed record RepairCall(NoticeStage Stage, int Round, RepairReceivers To, Sentence Text);

/// <summary>Who is told: one person, everybody of a role, or the grid manager who is on duty.</summary>
internal sealed record RepairReceivers(StaffId? Person, IReadOnlyList<Role> Roles)
{
    /// <summary>The grid manager on duty; all of them where nobody is.</summary>
    public static RepairReceivers OnDuty { get; } = new(null, [Role.GridManager]) { IsOnDuty = true };

    /// <summary>Only who is on duty.</summary>
    public bool IsOnDuty { get; private init; }
}

/// <summary>Who is told what about a repair: a pure choice from its steps, so that a restart tells nothing twice and forgets nothing.</summary>
internal static class RepairCalls
{
    /// <summary>What is to be told as long as the repair stands as it is.</summary>
    /// <param name="repair">The repair.</param>
    /// <param name="waitsForPerson">How soon a person must sort it; null where none need.</param>
    /// <param name="now">The time it is.</param>
    public static IEnumerable<RepairCall> Of(Repair repair, Urgency? waitsForPerson, DateTimeOffset now)
    {
        var place = $"{repair.Location} {repair.Title}";
        if (waitsForPerson == Urgency.Danger)
        {
            yield return new(
                NoticeStage.RepairDanger, 1, Roles(Role.RepairWorker, Role.GridManager),
                new($"危险：{place}。拿不准归谁管，请马上分类派单。", $"Danger: {place}. It is not clear who answers for it; please sort and assign at once."));
        }
        else if (waitsForPerson is not null)
        {
            yield return new(NoticeStage.RepairToSort, 1, Roles(Role.GridManager), new($"{place}：拿不准归谁管，请分类派单。", $"{place}: it is not clear who answers for it; please sort and assign."));
        }

        // A danger rings until somebody works on it, whatever state it was in when that came out.
        if (repair is { Urgency: Urgency.Danger, State: RepairState.Assigned or RepairState.Accepted or RepairState.Waiting }
            && Last(repair, RepairStepKind.Assigned, RepairStepKind.TookOver) is { } danger)
        {
            yield return new(NoticeStage.RepairDanger, danger.Number, Roles(Role.RepairWorker, Role.GridManager), new($"危险：{place}，请马上处理。", $"Danger: {place}; please act at once."));
        }
        else if (repair is { State: RepairState.Assigned, Worker: { } worker } && Last(repair, RepairStepKind.Assigned) is { } assigned && assigned.By != worker)
        {
            yield return new(NoticeStage.RepairAssigned, assigned.Number, Person(worker), new($"{place}：派给您，请接单。", $"{place}: assigned to you; please accept."));
        }

        else if (RepairPolicy.LiesFrom(repair) <= now && Last(repair, RepairStepKind.Assigned) is { } given)
        {
            var unit = RepairUnits.All.FirstOrDefault(known => known.Id == repair.Unit)?.Name ?? new Sentence("责任单位", "a unit");
            yield return new(
                NoticeStage.RepairNotTaken, given.Number, RepairReceivers.OnDuty,
                new($"{place}：派给{unit.Zh}后还没有人接，请联系单位或派人。", $"{place}: given to {unit.En}, and nobody has taken it; call the unit or assign somebody."));
        }

        if (repair.State == RepairState.Reopened && Last(repair, RepairStepKind.NotFixed, RepairStepKind.Reopened) is { } again)
        {
            yield return new(
                NoticeStage.RepairNotFixed, again.Number, repair.Worker is { } had ? Person(had) : Roles(Role.RepairWorker),
                again.Kind == RepairStepKind.NotFixed
                    ? new($"{place}：报修人说没修好：{again.Note}", $"{place}: the reporter says it is not fixed: {again.Note}")
                    : new($"{place}：重新打开：{again.Note}", $"{place}: opened again: {again.Note}"));
        }

        foreach (var late in repair.IsOpen ? LateSteps(repair) : [])
        {
            yield return new(
                NoticeStage.RepairOverdue, late.Number, ReceiversOf(late, repair),
                new($"{place}：已超过承诺时间，还没有修好。", $"{place}: the promised time is past and it is not fixed."));
        }
    }

    // Those since it was last put off with a reason and a date, or opened again: both begin anew.
    private static IEnumerable<RepairStep> LateSteps(Repair repair) => repair.Steps.Reverse()
        .TakeWhile(step => step.Kind is not (RepairStepKind.Waited or RepairStepKind.NotFixed or RepairStepKind.Reopened))
        .Where(step => step.Kind is RepairStepKind.Reminded or RepairStepKind.Escalated);

    private static RepairReceivers ReceiversOf(RepairStep late, Repair repair) => late.Detail switch
    {
        nameof(EscalationLevel.Building) or nameof(EscalationLevel.Property) => Roles(Role.GridManager),
        nameof(EscalationLevel.Committee) => Roles(Role.Administrator),
        _ => repair.Worker is { } worker ? Person(worker) : Roles(Role.RepairWorker),
    };

    private static RepairStep? Last(Repair repair, params IReadOnlyList<RepairStepKind> kinds) => repair.Steps.LastOrDefault(step => kinds.Contains(step.Kind));

    private static RepairReceivers Person(StaffId person) => new(person, []);

    private static RepairReceivers Roles(params IReadOnlyList<Role> roles) => new(null, roles);
}
