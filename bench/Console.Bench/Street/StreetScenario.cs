using System.Diagnostics;
using System.Globalization;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Care;
using CommunityConsole.Core.Governance;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Iot.Simulation;

namespace CommunityConsole.Bench.Street;

/// <summary>
/// A made-up street of people living alone, watched for a month by the real watch and worked by a shift of two social workers
/// and a grid manager on the real desks: how many alerts, how long to the door. <c>-- street [--homes N] [--days N] [--learned N]
/// [--collapses N] [--seed S]</c>.
/// </summary>
internal static class StreetScenario
{
    private const string Community = "street";
    private const int Cells = 8;

    /// <returns>0; 1 when a target is not kept.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = StreetOptions.Parse(args);
        var calendar = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        var origin = calendar.Instant(new DateTime(2026, 3, 2));
        var start = origin.AddDays(options.Learned);
        var estate = new Estate(options.Seed, Community, options.Homes, buildings: 60, Cells, calendar);
        var plan = new StreetPlan(estate, options, start);
        var clock = Stopwatch.StartNew();
        var learned = await LearnAsync(estate, plan, calendar, origin, start);
        Console.WriteLine($"{options.Homes:#,0} homes, {options.Learned} days learned in {clock.Elapsed.TotalSeconds:0} s; {options.Days} days worked:");

        await using var desk = await StreetDesk.StartAsync(estate, learned, Crew.Staff(Community, Cells), Crew.Admin(Community), start);
        using var wires = new StreetWires(estate, plan, origin, start);
        var crew = new Crew(desk, plan, Community, Cells, options.Seed);
        await desk.WatchAsync([]);
        for (var minute = start.AddMinutes(1); minute <= start.AddDays(options.Days); minute = minute.AddMinutes(1))
        {
            await crew.WorkAsync(minute);
            desk.Go(minute);
            await desk.WatchAsync(wires.Until(minute));
            crew.Look();
            if (minute.TimeOfDay == start.TimeOfDay)
            {
                await Console.Error.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"\r{(minute - start).TotalDays:0} of {options.Days} days, {clock.Elapsed.TotalMinutes:0.0} min "));
            }
        }

        var report = (await desk.Numbers.ReportAsync(Community, options.Days, Crew.Admin(Community), CancellationToken.None)).Value;
        var alerts = await desk.Alerts.ListOpenInAsync(Community, start, desk.Now, CancellationToken.None);
        return Print(options, plan, crew, report, alerts, clock.Elapsed) ? 0 : 1;
    }

    private static async Task<VolatileWatchCheckpointStore> LearnAsync(Estate estate, StreetPlan plan, EstateCalendar calendar, DateTimeOffset origin, DateTimeOffset start)
    {
        var states = new WatchCheckpoint[estate.Homes.Length];
        Parallel.For(0, states.Length, number =>
        {
            var home = estate.Homes[number];
            var watch = new HomeWatch(home.Id, new WatchOptions(), calendar) { Hurried = true };
            var past = new List<WatchDecision>();
            foreach (var reading in HistoryRows.Of(home, new HomeRun(estate, home, origin, plan.Of(home)), origin, start))
            {
                watch.Take(reading, past);
                past.Clear();
            }

            states[number] = new WatchCheckpoint(home.Id, 0, watch.Save());
        });
        var store = new VolatileWatchCheckpointStore();
        await store.SaveAsync(0, states, CancellationToken.None);
        return store;
    }

    private static bool Print(StreetOptions options, StreetPlan plan, Crew crew, NumbersReport report, IReadOnlyList<Alert> alerts, TimeSpan took)
    {
        var load = report.Load;
        var onDuty = report.Span.Length.TotalHours * 2;
        Line("alerts that came up (Attention or graver)", $"{load.Shown:#,0}: {load.Attention:#,0} attention, {load.Urgent:#,0} urgent, {load.Critical:#,0} critical");
        foreach (var kind in alerts.Where(alert => alert.Severity >= Severity.Attention).CountBy(alert => alert.Kind).OrderByDescending(kind => kind.Value))
        {
            Line($"  {kind.Key}", $"{kind.Value:#,0}");
        }

        var perHour = load.Shown / onDuty;
        Line("alerts for each of two operators and hour", $"{perHour:0.00} (at most 6)");
        Line("time in floods", $"{load.FloodShare * 100:0.00} % (less than 1 %); most in ten minutes {load.Peak}");
        Line("open for over 24 h at the end", $"{load.Standing}");
        Line("chattering sources", $"{load.Chattering}");
        foreach (var share in report.Response.Taken)
        {
            Line($"paging alerts taken within {share.Limit.TotalSeconds:0} s", Share(share));
        }

        foreach (var share in report.Response.AtDoor)
        {
            Line($"visits at the door within {share.Limit.TotalMinutes:0} min of the page", Share(share));
        }

        Line("calls, visits a day", $"{crew.Calls / (double)options.Days:0.0}, {crew.Visits / (double)options.Days:0.0}");

        // Real ones: from the page that was answered to the door, and from the fall to the door.
        var found = plan.Incidents.Where(incident => crew.Found[incident.Home.Id.Home] < DateTimeOffset.MaxValue).ToList();
        var delays = found.Select(incident => (crew.Found[incident.Home.Id.Home] - incident.At).TotalHours).Order().ToList();
        var fromPage = found.Select(incident => FromPage(alerts, incident, crew.Found[incident.Home.Id.Home])).Order().ToList();
        var within = fromPage.Count(minutes => minutes <= 30);
        Line("people who lay helpless and were reached", $"{found.Count} of {plan.Incidents.Count}");
        Line("  at the door within 30 min of the page", $"{within} ({(double)within / plan.Incidents.Count * 100:0.0} % of all, at least 90 %); median {Quantile(fromPage, 0.5):0.0}, 90 % within {Quantile(fromPage, 0.9):0.0} min");
        Line("  from the fall to the door", $"mean {(delays.Count > 0 ? delays.Average() : 0):0.0} h, median {Quantile(delays, 0.5):0.0} h, 90 % within {Quantile(delays, 0.9):0.0} h, worst {Quantile(delays, 1):0.0} h");
        foreach (var incident in plan.Incidents.Where(incident => !found.Contains(incident) || FromPage(alerts, incident, crew.Found[incident.Home.Id.Home]) > 30))
        {
            Tell(incident, crew.Found[incident.Home.Id.Home], alerts);
        }

        Line("took", $"{took.TotalMinutes:0.0} min");
        return perHour <= 6 && load.FloodShare < 0.01 && within >= 0.9 * plan.Incidents.Count;
    }

    // Whoever was not reached in time: what the desk knew of that home since the fall, step by step.
    private static void Tell(Incident incident, DateTimeOffset found, IReadOnlyList<Alert> alerts)
    {
        var reached = found == DateTimeOffset.MaxValue ? "not reached" : string.Create(CultureInfo.InvariantCulture, $"reached {found:MM-dd HH:mm}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {incident.Home.Id.Home} fell {incident.At:MM-dd HH:mm}, {reached}:"));
        foreach (var alert in alerts.Where(alert => alert.Home == incident.Home.Id && (alert.ClosedAt ?? DateTimeOffset.MaxValue) >= incident.At))
        {
            Console.WriteLine($"    {alert.Kind} {alert.Severity}: {string.Join(", ", alert.Steps.Where(step => step.At >= incident.At).Take(14).Select(Told))}");
        }
    }

    private static string Told(AlertStep step) =>
        string.Create(CultureInfo.InvariantCulture, $"{step.At:MM-dd HH:mm} {step.Kind} {step.Detail}").Trim() + (step.Evidence is { } evidence ? $" ({evidence.En})" : "");

    private static double FromPage(IReadOnlyList<Alert> alerts, Incident incident, DateTimeOffset found) =>
        (found - alerts.Where(alert => alert.Home == incident.Home.Id && alert.PromisedBy is not null && alert.ClockFrom <= found).Max(alert => alert.ClockFrom)).TotalMinutes;

    private static string Share(LimitShare share) => $"{share.Within:#,0} of {share.Of:#,0} ({(share.Share ?? 0) * 100:0.0} %)";

    private static double Quantile(List<double> ordered, double share) =>
        ordered.Count == 0 ? double.NaN : ordered[(int)Math.Clamp(Math.Ceiling(share * ordered.Count) - 1, 0, ordered.Count - 1)];

    private static void Line(string what, string value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-58} {value}"));
}
