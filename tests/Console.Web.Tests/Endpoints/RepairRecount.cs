using System.Globalization;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Repairs;

namespace CommunityConsole.Web.Tests.Endpoints;

/// <summary>The figures of a group of repairs counted by somebody who has nothing but the exported steps, as the help on the page words them.</summary>
/// <param name="repairs">The lines of each repair, by column.</param>
/// <param name="until">The instant the figures are told as of.</param>
internal sealed class RepairRecount(IEnumerable<List<Dictionary<string, string>>> repairs, DateTimeOffset until)
{
    private readonly List<List<Dictionary<string, string>>> _repairs = [.. repairs.Where(steps => steps[^1]["state"] != "Duplicate")];

    public int Reported => _repairs.Count;

    public CountedShare Responded => Share(
        steps => AnswerBy(steps) is { } by && (by <= until || First(steps, "Accepted") is not null), steps => First(steps, "Accepted") is { } at && at <= AnswerBy(steps));

    public CountedShare Resolved => Share(
        steps => State(steps) != "Refused" && Due(steps) is { } due && (due <= until || Last(steps, "Finished") is not null),
        steps => State(steps) is "Done" or "Confirmed" && Last(steps, "Finished") <= Due(steps));

    public CountedShare Satisfied
    {
        get
        {
            var stars = _repairs.SelectMany(steps => steps).Where(step => step["kind"] == "Rated").Select(step => step["detail"].Split(' ')[1]).ToList();
            return new CountedShare(stars.Count(star => star is "4" or "5"), stars.Count);
        }
    }

    public CountedShare Reopened => Share(steps => Last(steps, "Finished") is not null, steps => First(steps, "NotFixed") is not null);

    public CountedShare Refused => Share(_ => true, steps => State(steps) == "Refused");

    public double? MedianHours
    {
        get
        {
            var hours = _repairs.Where(steps => Last(steps, "Finished") is not null).Select(steps => (Last(steps, "Finished")!.Value - At(steps[0])).TotalHours).Order().ToList();
            return hours.Count == 0 ? null : (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
        }
    }

    public Dictionary<RepairState, double> HoursIn => _repairs.SelectMany(StaysOf).GroupBy(stay => stay.State).ToDictionary(stays => stays.Key, stays => stays.Average(stay => stay.Hours));

    private static IEnumerable<(RepairState State, double Hours)> StaysOf(List<Dictionary<string, string>> steps)
    {
        var entered = At(steps[0]);
        for (var i = 1; i < steps.Count; i++)
        {
            if (steps[i]["state"] != steps[i - 1]["state"])
            {
                yield return (Enum.Parse<RepairState>(steps[i - 1]["state"]), (At(steps[i]) - entered).TotalHours);
                entered = At(steps[i]);
            }
        }
    }

    private CountedShare Share(Func<List<Dictionary<string, string>>, bool> counts, Func<List<Dictionary<string, string>>, bool> met)
    {
        var of = _repairs.Where(counts).ToList();
        return new CountedShare(of.Count(met), of.Count);
    }

    // A tenth of the promise, half an hour at least.
    private static DateTimeOffset? AnswerBy(List<Dictionary<string, string>> steps) =>
        Due(steps) is { } due ? At(steps[0]).AddTicks(Math.Max((due - At(steps[0])).Ticks / 10, TimeSpan.TicksPerMinute * 30)) : null;

    private static string State(List<Dictionary<string, string>> steps) => steps[^1]["state"];

    private static DateTimeOffset? Due(List<Dictionary<string, string>> steps) => steps[0]["due"] is { Length: > 0 } due ? Instant(due) : null;

    private static DateTimeOffset? First(List<Dictionary<string, string>> steps, string kind) => steps.Find(step => step["kind"] == kind) is { } step ? At(step) : null;

    private static DateTimeOffset? Last(List<Dictionary<string, string>> steps, string kind) => steps.FindLast(step => step["kind"] == kind) is { } step ? At(step) : null;

    private static DateTimeOffset At(Dictionary<string, string> step) => Instant(step["at"]);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
}
