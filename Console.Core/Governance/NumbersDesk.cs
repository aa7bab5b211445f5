using CommunityConsole.Core.Care;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;

namespace CommunityConsole.Core.Governance;

/// <summary>The commands of <see cref="NumbersDesk"/>.</summary>
public enum NumbersCommand
{
    /// <summary>Reads the figures of the community.</summary>
    Look,
}

/// <summary>Who may give them.</summary>
public static class NumbersRights
{
    /// <summary>The table: those who answer for the desk and those who work at it.</summary>
    public static RightsTable<NumbersCommand> Table { get; } = new(new Dictionary<NumbersCommand, Role[]>
    {
        [NumbersCommand.Look] = [Role.SocialWorker, Role.GridManager, Role.Administrator],
    });
}

/// <summary>Counts the figures of a community from what is on record, afresh for each question; nothing is kept beside the steps that could disagree with them.</summary>
public sealed class NumbersDesk(IAlertStore alerts, IVisitStore visits, EstateCalendar calendar, TimeProvider time)
{
    /// <summary>The figures of the last days.</summary>
    /// <param name="community">Whose.</param>
    /// <param name="days">1 to <see cref="FigureSpan.MostDays"/>: today and the days before.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<Result<NumbersReport>> ReportAsync(string community, int days, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (NumbersRights.Table.Refusal(NumbersCommand.Look, actor, community) is { } denied)
        {
            return denied;
        }

        var span = FigureSpan.OfDays(days, calendar, time.GetUtcNow());
        var courses = (await alerts.ListOpenInAsync(community, span.From, span.Until, cancellation)).Select(AlertCourse.Of).ToList();
        var made = await visits.ListAsync(community, span.From, span.Until, cancellation);
        return NumbersReport.Of(courses, made, span, calendar, OperatorHours(courses, span));
    }

    /// <summary>Every step that the figures of the last days are counted from: alerts that were open in them, and their visits, oldest alert first.</summary>
    public async Task<Result<IReadOnlyList<CountedAlert>>> ListStepsAsync(string community, int days, Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (NumbersRights.Table.Refusal(NumbersCommand.Look, actor, community) is { } denied)
        {
            return denied;
        }

        var span = FigureSpan.OfDays(days, calendar, time.GetUtcNow());
        var made = (await visits.ListAsync(community, span.From, span.Until, cancellation)).ToLookup(visit => visit.Subject);
        var open = await alerts.ListOpenInAsync(community, span.From, span.Until, cancellation);
        return Result.Of<IReadOnlyList<CountedAlert>>([.. open.OrderBy(alert => alert.DecidedAt).Select(alert => new CountedAlert(alert, [.. made[alert.Subject]]))]);
    }

    /// <summary>For each hour the people who did something with an alert in it, one at least: an hour in which nobody had to do anything was watched too.</summary>
    internal static double OperatorHours(IReadOnlyCollection<AlertCourse> courses, FigureSpan span)
    {
        var busy = courses
            .SelectMany(course => course.Alert.Steps)
            .Where(step => Actor.IsStaff(step.By) && span.Holds(step.At))
            .Select(step => (Hour: (step.At - span.From).Ticks / TimeSpan.TicksPerHour, step.By))
            .Distinct()
            .CountBy(one => one.Hour)
            .Sum(hour => hour.Value - 1);
        return span.Length.TotalHours + busy;
    }
}

/// <summary>An alert with the visits made for it.</summary>
public sealed record CountedAlert(Alert Alert, IReadOnlyList<Visit> Visits);
