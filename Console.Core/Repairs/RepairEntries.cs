using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Repairs;

/// <summary>The audit entries of what happens to repairs.</summary>
internal static class RepairEntries
{
    /// <summary>One entry for each new step. The last one is the command's own, with its name and key, so that a retry finds it.</summary>
    public static IReadOnlyList<AuditEntry> Of(CommandLog log, Actor actor, string? command, Repair? before, Repair after)
    {
        var steps = after.Steps.Skip(before?.Version ?? 0).ToList();
        return
        [
            .. steps.Select((step, index) => log.Done(
                Of(actor, step) with { CommandKey = index == steps.Count - 1 ? actor.CommandKey : null },
                index == steps.Count - 1 && command is not null ? command : ActionOf(step.Kind),
                after.Subject,
                (index == 0 ? before?.State : steps[index - 1].State)?.ToString() ?? "",
                $"{step.State} {step.Detail}".TrimEnd(),
                step.Note)),
        ];
    }

    /// <summary>The entries of a merge: one for each of the two.</summary>
    public static IReadOnlyList<AuditEntry> OfMerge(CommandLog log, Actor actor, Repair repair, Repair into) =>
    [
        log.Done(actor, ActionOf(RepairCommand.Merge), repair.Subject, "", $"{repair.State} {into.Id}"),
        log.Done(actor with { CommandKey = null }, ActionOf(RepairStepKind.TookOver), into.Subject, "", $"{into.State} {repair.Id}"),
    ];

    /// <summary>The audit's name of a command.</summary>
    public static string ActionOf(RepairCommand command) => $"repair.{command.ToString().ToLowerInvariant()}";

    /// <summary>The audit's name of a step.</summary>
    public static string ActionOf(RepairStepKind kind) => $"repair.{kind.ToString().ToLowerInvariant()}";

    // What the program does in the same breath is on record as the program's.
    private static Actor Of(Actor actor, RepairStep step) => step.By == actor.Id ? actor : Actor.Program(actor.Community);
}
