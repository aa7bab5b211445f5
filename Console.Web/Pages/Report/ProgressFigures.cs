using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Pages.Report;

/// <summary>What everybody may know of the repairs of an estate: counts and spans, recounted from the steps alone.</summary>
/// <param name="Reported">Reported within the span; duplicates are counted with the one they were merged into.</param>
/// <param name="Answered">Of these: somebody was given it or took it.</param>
/// <param name="Fixed">Of these: done or confirmed, and not called not fixed since.</param>
/// <param name="InTime">Of the fixed ones: done before the promised time.</param>
/// <param name="NotFixed">Of all: its reporter once said that it is not fixed.</param>
public sealed record ProgressFigures(int Reported, int Answered, int Fixed, int InTime, int NotFixed)
{
    /// <summary>Counted from the repairs reported within the span.</summary>
    public static ProgressFigures Of(IEnumerable<Repair> reported)
    {
        var own = reported.Where(repair => repair.State != RepairState.Duplicate).ToList();
        var done = own.Where(IsFixed).ToList();
        return new ProgressFigures(
            own.Count,
            own.Count(repair => repair.Steps.Any(step => step.Kind is RepairStepKind.Assigned or RepairStepKind.Accepted or RepairStepKind.Refused)),
            done.Count,
            done.Count(repair => repair is { DoneAt: { } at, DueAt: { } due } && at <= due),
            own.Count(repair => repair.Steps.Any(step => step.Kind == RepairStepKind.NotFixed)));
    }

    /// <summary>Done, and nobody says otherwise. A refused one is never called fixed.</summary>
    public static bool IsFixed(Repair repair) => repair.State is RepairState.Done or RepairState.Confirmed;
}
