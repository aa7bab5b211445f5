using CommunityConsole.Core.Community;

namespace CommunityConsole.Core.Repairs;

/// <summary>What is deleted of a repair; the repair itself stays.</summary>
/// <param name="Whose">Of whom it is no longer known how they can be reached.</param>
/// <param name="Photos">All its photos as well: any of them may show the inside of a home.</param>
internal sealed record RepairErasure(Func<RepairReporter, bool> Whose, bool Photos)
{
    /// <summary>Everybody's contact, and the photos.</summary>
    public static RepairErasure All { get; } = new(_ => true, Photos: true);

    /// <summary>Whether there is anything of it to delete.</summary>
    public bool Touches(Repair repair) => repair.Reporters.Any(reporter => reporter.Contact.Length > 0 && Whose(reporter)) || (Photos && repair.Steps.Any(step => step.Photos.Count > 0));
}

/// <content>Deleting what is personal.</content>
public sealed partial record Repair
{
    /// <summary>Whether it is known how somebody can be reached, or a photo is kept.</summary>
    public bool HoldsPersonal => RepairErasure.All.Touches(this);

    /// <summary>The same without it; by a step, so that everybody sees that it is gone and who did it.</summary>
    internal Repair Erase(RepairErasure what, string reason, Actor by, DateTimeOffset at)
    {
        if (!what.Touches(this))
        {
            return this;
        }

        var erased = this with
        {
            Reporters = [.. Reporters.Select(reporter => what.Whose(reporter) ? reporter with { Contact = "" } : reporter)],
            Steps = what.Photos ? [.. Steps.Select(step => step with { Photos = [] })] : Steps,
        };

        // Nothing has happened to what is broken: who asks for what has changed since is not told of it again.
        return erased.With(RepairStepKind.Erased, by, at, reason, what.Photos ? "contact photos" : "contact") with { UpdatedAt = UpdatedAt };
    }
}
