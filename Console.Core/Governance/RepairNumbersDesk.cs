using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>The commands of <see cref="RepairNumbersDesk"/>.</summary>
public enum RepairNumbersCommand
{
    /// <summary>Reads the figures of the community's repairs.</summary>
    Look,
}

/// <summary>Who may give them: repairs go in the open, so everybody who works for the community.</summary>
public static class RepairNumbersRights
{
    /// <summary>The table.</summary>
    public static RightsTable<RepairNumbersCommand> Table { get; } = new(new Dictionary<RepairNumbersCommand, Role[]>
    {
        [RepairNumbersCommand.Look] = [.. Enum.GetValues<Role>().Except([Role.Resident])],
    });
}

/// <summary>Counts the figures of repairs from their steps, afresh for each question.</summary>
public sealed class RepairNumbersDesk(IRepairStore repairs, EstateCalendar calendar, TimeProvider time)
{
    /// <summary>The figures of what was reported in the last days.</summary>
    /// <param name="days">1 to <see cref="FigureSpan.MostDays"/>.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Result<RepairFigures>> ReportAsync(int days, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (RepairNumbersRights.Table.Refusal(RepairNumbersCommand.Look, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        var (span, list) = await ListAsync(days, actor.Community, cancellation);
        return RepairFigures.Of(list, span, span.Until);   // the end that is told with the figures, so that a recount judges what is late as of the same instant
    }

    /// <summary>The figures of all together, for everybody: counts only, nothing of anybody.</summary>
    /// <param name="days">1 to <see cref="FigureSpan.MostDays"/>.</param>
    /// <param name="community">Whose.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<RepairGroupFigures> ReportOpenlyAsync(int days, string community, CancellationToken cancellation)
    {
        var (span, list) = await ListAsync(days, community, cancellation);
        return RepairGroupFigures.Of("", list, span.Until);
    }

    /// <summary>Every repair with the steps the figures are counted from, oldest first.</summary>
    public async Task<Result<IReadOnlyList<Repair>>> ListStepsAsync(int days, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (RepairNumbersRights.Table.Refusal(RepairNumbersCommand.Look, actor, actor.Community) is { } denied)
        {
            return denied;
        }

        return Result.Of<IReadOnlyList<Repair>>([.. (await ListAsync(days, actor.Community, cancellation)).Repairs.Reverse().Select(repair => repair.WithoutPeople())]);
    }

    private async Task<(FigureSpan Span, IReadOnlyList<Repair> Repairs)> ListAsync(int days, string community, CancellationToken cancellation)
    {
        var span = FigureSpan.OfDays(days, calendar, time.GetUtcNow());
        return (span, (await repairs.PageAsync(new RepairQuery(community) { Since = span.From, Until = span.Until }, cancellation)).Items);
    }
}
