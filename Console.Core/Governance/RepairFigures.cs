using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Core.Governance;

/// <summary>A share counted: <paramref name="Met"/> of <paramref name="Of"/>.</summary>
public readonly record struct CountedShare(int Met, int Of)
{
    /// <summary>0 to 1; null of nothing.</summary>
    public double? Value => Of == 0 ? null : (double)Met / Of;
}

/// <summary>The figures of a group of repairs reported in a span, each recounted from their steps.</summary>
/// <param name="Group">The unit or service; empty for all.</param>
/// <param name="Reported">Reported in the span, without duplicates.</param>
/// <param name="Responded">Accepted by a worker within a tenth of the time promised (at least half an hour), of those assigned whose time for that is past.</param>
/// <param name="Resolved">Done within the time promised and not objected to, of those whose time is past. A refused one is never resolved.</param>
/// <param name="Satisfied">Ratings of 4 and 5, of all ratings.</param>
/// <param name="Reopened">Said not to be fixed at least once, of those ever done.</param>
/// <param name="Refused">Refused, of those reported.</param>
/// <param name="Answered">Given to somebody, taken or refused, of those reported.</param>
/// <param name="Fixed">Done or confirmed and not called not fixed since, of those reported.</param>
/// <param name="InTime">Done within the time promised, of those fixed.</param>
/// <param name="MedianHours">Hours from report to the last "done", median of those done; null of none.</param>
/// <param name="HoursIn">Mean hours in each state of those that left it.</param>
public sealed record RepairGroupFigures(
    string Group, int Reported, CountedShare Responded, CountedShare Resolved, CountedShare Satisfied, CountedShare Reopened, CountedShare Refused,
    CountedShare Answered, CountedShare Fixed, CountedShare InTime, double? MedianHours, IReadOnlyDictionary<RepairState, double> HoursIn)
{
    /// <summary>Counts a group.</summary>
    /// <param name="group">Its name.</param>
    /// <param name="repairs">All of it, with steps and reporters.</param>
    /// <param name="now">Until when it is counted.</param>
    public static RepairGroupFigures Of(string group, IEnumerable<Repair> repairs, DateTimeOffset now)
    {
        var all = repairs.Where(repair => repair.State != RepairState.Duplicate).ToList();
        var courses = all.Select(RepairTimes.Of).ToList();
        var ever = courses.Where(course => course.DoneAt is not null).ToList();
        var ratings = all.SelectMany(repair => repair.Reporters).Select(reporter => reporter.Rating).OfType<int>().ToList();
        return new RepairGroupFigures(
            group,
            all.Count,
            Share(courses.Where(course => course.RespondBy is { } by && (by <= now || course.AcceptedAt is not null)), course => course.AcceptedAt <= course.RespondBy),
            Share(courses.Where(course => course.DueAt is { } due && (due <= now || course.DoneAt is not null) && !course.WasRefused), course => course.DoneAt <= course.DueAt && !course.IsOpen),
            new CountedShare(ratings.Count(rating => rating >= 4), ratings.Count),
            new CountedShare(ever.Count(course => course.Objections > 0), ever.Count),
            new CountedShare(courses.Count(course => course.WasRefused), courses.Count),
            new CountedShare(courses.Count(course => course.WasAnswered), courses.Count),
            new CountedShare(courses.Count(course => course.IsFixed), courses.Count),
            Share(courses.Where(course => course.IsFixed), course => course.DoneAt <= course.DueAt),
            Median([.. ever.Select(course => (course.DoneAt!.Value - course.CreatedAt).TotalHours)]),
            courses.SelectMany(course => course.Stays).GroupBy(stay => stay.State).ToDictionary(stays => stays.Key, stays => stays.Average(stay => stay.Length.TotalHours)));
    }

    private static CountedShare Share(IEnumerable<RepairTimes> of, Func<RepairTimes, bool> met)
    {
        var list = of.ToList();
        return new CountedShare(list.Count(met), list.Count);
    }

    private static double? Median(List<double> values)
    {
        values.Sort();
        return values.Count == 0 ? null : values.Count % 2 == 1 ? values[values.Count / 2] : (values[(values.Count / 2) - 1] + values[values.Count / 2]) / 2;
    }
}

/// <summary>The times of one repair, read from its steps alone.</summary>
internal sealed record RepairTimes(
    DateTimeOffset CreatedAt, DateTimeOffset? RespondBy, DateTimeOffset? AcceptedAt, DateTimeOffset? DueAt, DateTimeOffset? DoneAt, int Objections, bool WasAnswered, bool WasRefused, bool IsFixed, bool IsOpen,
    IReadOnlyList<(RepairState State, TimeSpan Length)> Stays)
{
    public static RepairTimes Of(Repair repair)
    {
        var created = repair.Steps[0].At;
        List<(RepairState, TimeSpan)> stays = [];
        var since = created;
        foreach (var (before, step) in repair.Steps.Zip(repair.Steps.Skip(1)).Where(pair => pair.First.State != pair.Second.State))
        {
            stays.Add((before.State, step.At - since));
            since = step.At;
        }

        return new RepairTimes(
            created,
            RepairPolicy.RespondBy(repair),
            repair.Steps.FirstOrDefault(step => step.Kind == RepairStepKind.Accepted)?.At,
            repair.DueAt,
            repair.Steps.LastOrDefault(step => step.Kind == RepairStepKind.Finished)?.At,
            repair.Steps.Count(step => step.Kind == RepairStepKind.NotFixed),
            repair.Steps.Any(step => step.Kind is RepairStepKind.Assigned or RepairStepKind.Accepted or RepairStepKind.Refused),
            repair.State == RepairState.Refused,
            repair.State is RepairState.Done or RepairState.Confirmed,
            repair.IsOpen,
            stays);
    }
}

/// <summary>One place or thing that breaks again and again.</summary>
/// <param name="Cause">What breaks and where.</param>
/// <param name="Repairs">The repairs, newest first.</param>
public sealed record RepeatCause(RepairCause Cause, IReadOnlyList<RepairId> Repairs);

/// <summary>The figures of a community's repairs in a span.</summary>
/// <param name="Span">Reported when.</param>
/// <param name="All">Of all.</param>
/// <param name="ByUnit">Of each unit, the one with most first.</param>
/// <param name="ByService">Of each service, the one with most first.</param>
/// <param name="Repeats">What was reported twice and more at one place or thing.</param>
public sealed record RepairFigures(
    FigureSpan Span, RepairGroupFigures All, IReadOnlyList<RepairGroupFigures> ByUnit, IReadOnlyList<RepairGroupFigures> ByService, IReadOnlyList<RepeatCause> Repeats)
{
    /// <summary>Counts them up to <paramref name="now"/>.</summary>
    public static RepairFigures Of(IReadOnlyList<Repair> repairs, FigureSpan span, DateTimeOffset now) => new(
        span,
        RepairGroupFigures.Of("", repairs, now),
        Groups(repairs, repair => repair.Unit?.Value, now),
        Groups(repairs, repair => repair.Service?.Value, now),
        [
            .. repairs.Where(repair => repair.State != RepairState.Duplicate)
                .GroupBy(RepairCause.Of)
                .Where(group => group.Key.IsOnePlace && group.Count() >= 2)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.Place, StringComparer.Ordinal)
                .Select(group => new RepeatCause(group.Key, [.. group.Select(repair => repair.Id).OrderByDescending(id => id.Value)])),
        ]);

    private static IReadOnlyList<RepairGroupFigures> Groups(IReadOnlyList<Repair> repairs, Func<Repair, string?> group, DateTimeOffset now) =>
    [
        .. repairs.Where(repair => group(repair) is not null).GroupBy(repair => group(repair)!)
            .Select(repairsOf => RepairGroupFigures.Of(repairsOf.Key, repairsOf, now))
            .Where(figures => figures.Reported > 0)   // nothing but duplicates
            .OrderByDescending(figures => figures.Reported).ThenBy(figures => figures.Group, StringComparer.Ordinal),
    ];
}
