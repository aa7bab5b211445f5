using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using static CommunityConsole.Core.Tests.Anomalies.FaultBench;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>One fault of a device, and what is asked of the watch.</summary>
/// <param name="Name">In the table of docs/detection.md.</param>
/// <param name="Shows">The cause of the device fault the desk sees; empty where there is nothing to show.</param>
/// <param name="Of">Makes the reports of a faulty home of those of a healthy one.</param>
internal sealed record DeviceFault(string Name, string Shows, Func<IEnumerable<Report>, IEnumerable<Report>> Of)
{
    /// <summary>From the fault until it can be known at all.</summary>
    public TimeSpan KnownAfter { get; init; }

    /// <summary>How often the device reports.</summary>
    public TimeSpan Period { get; init; } = FaultyHome.Period;

    /// <summary>By how much a collapse at the moment of the fault may be found later than with healthy devices.</summary>
    public TimeSpan LaterBy { get; init; }

    /// <summary>How often the water meter sends.</summary>
    public TimeSpan WaterUpload { get; init; } = FaultyHome.Period;

    /// <summary>What else the desk may see: matters of the house that the fault looks like.</summary>
    public AnomalyKind? Also { get; init; }

    /// <summary>From then on another home's life is believed to be this one's, and nothing is asked any more: nobody can know.</summary>
    public TimeSpan BelievedAfter { get; init; } = TimeSpan.MaxValue;

    /// <summary>Until it is known the home looks like one in which nobody uses water: an alert until then is no fault of the watch.</summary>
    public bool LooksLikeSilence { get; init; }

    public override string ToString() => Name;

    public static IReadOnlyList<DeviceFault> All { get; } =
    [
        new("water meter falls silent", "meter:silent", Without("meter")) { LaterBy = TimeSpan.FromHours(20) },
        new("power meter falls silent", "power:silent", Without("power")) { LaterBy = TimeSpan.FromHours(20) },
        new("meter that sends once a day falls silent", "meter:silent", Without("meter"))
        {
            Period = TimeSpan.FromDays(1), WaterUpload = TimeSpan.FromDays(1), LaterBy = TimeSpan.FromHours(20),
        },
        new("lock falls silent", "lock:silent", Without("lock")) { Period = TimeSpan.FromDays(1.5) },
        new("gateway cut for 30 hours", "power:silent", reports => reports.Where(report => report.Received < Fails || report.Received >= Fails.AddHours(30)))
        {
            LaterBy = TimeSpan.FromHours(30),
        },
        new("broker says a meter is offline", "meter:offline", Plus(() => [Meter(Fails, Measure.Link, 0)])),
        new("half of the reports are lost", "", reports => reports.Where(report => report.Device is not ("meter" or "power") || report.At.Minute % 30 < 15)) { LaterBy = TimeSpan.FromHours(3) },
        new("reports kept for six hours, then sent at once", "meter:silent", Kept(reversed: false)) { LaterBy = TimeSpan.FromHours(20) },
        new("the same, the newest first", "meter:silent", Kept(reversed: true)) { LaterBy = TimeSpan.FromHours(20) },
        new("every row sent three times, the last an hour later", "", reports => reports.SelectMany(report =>
            new[] { report, report, report with { Received = report.Received.AddHours(1) } })),
        new("states from the broker's memory every ten minutes", "", Plus(() => Every(10, at => FaultyHome.Door(at, open: true) with { Marks = ReadingMarks.Retained }))),
        new("battery flat", "meter:battery", Plus(() => [Meter(Fails, Measure.Battery, 5)])),
        new("battery says 400 %", "meter:implausible", Plus(() => Every(15, at => Meter(at, Measure.Battery, 400)))),
        new("water register stuck", "meter:stuck", Values("meter", (report, first) => first)) { LooksLikeSilence = true, KnownAfter = TimeSpan.FromHours(26), LaterBy = TimeSpan.FromHours(1) },
        new("power meter shows one load", "power:stuck", Values("power", (report, first) => first + (long)(20 * ((report.At - Fails) / FaultyHome.Period))))
        {
            KnownAfter = TimeSpan.FromDays(1), LaterBy = TimeSpan.FromHours(1),
        },
        new("a neighbour's telegram, once", "meter:implausible", Values("meter", (report, _) => report.At == Fails ? 90_000_000 : report.Value)),
        new("register dips once", "meter:implausible", Values("meter", (report, _) => report.At == Fails ? 3 : report.Value)),
        new("register reset to zero", "meter:implausible", Values("meter", (report, first) => report.Value - first)) { LaterBy = TimeSpan.FromHours(1) },
        new("register set to another value", "meter:register", Values("meter", (report, _) => report.Value + 250_000)) { LaterBy = TimeSpan.FromHours(20) },
        new("meters of two homes swapped", "meter:register", Values("meter", (report, _) => 270_000 + (30 * (long)((report.At - Fails).TotalHours / 3)))) { BelievedAfter = TimeSpan.FromDays(1), LaterBy = TimeSpan.FromHours(20), KnownAfter = TimeSpan.FromHours(3) },
        new("register in cubic metres", "meter:implausible", Values("meter", (report, _) => report.Value / 1000)) { LaterBy = TimeSpan.FromHours(20) },
        new("register in kilowatt-hours", "power:implausible", Values("power", (report, _) => report.Value / 1000)) { LaterBy = TimeSpan.FromHours(20) },
        new("register creeps by a litre an hour", "", Values("meter", (report, _) => report.Value + (long)(report.At - Fails).TotalHours))
        {
            LaterBy = TimeSpan.FromHours(20), Also = AnomalyKind.ContinuousWater,
        },
        new("register creeps by a litre a report", "", Values("meter", (report, _) => report.Value + (long)((report.At - Fails) / FaultyHome.Period)))
        {
            LaterBy = TimeSpan.FromHours(20), Also = AnomalyKind.ContinuousWater,
        },
        new("power jumps by five megawatt-hours", "power:implausible", Values("power", (report, _) => report.Value + (report.At >= Fails.AddMinutes(1) ? 5_000_000 : 0))) { LaterBy = TimeSpan.FromHours(20) },
        new("power spike of 60 kW", "power:register", Values("power", (report, _) => report.Value + (report.At > Fails.AddHours(2) ? 15_000 : 0))) { KnownAfter = TimeSpan.FromHours(2) },
        new("clock a day ahead", "meter:clock", Clock(at => at.AddDays(1))),
        new("clock eight hours behind", "meter:clock", Clock(at => at.AddHours(-8))) { KnownAfter = FaultyHome.Period, LaterBy = TimeSpan.FromHours(2) },
        new("clock gains a minute a report", "meter:clock", Clock(at => at + ((at - Fails) / 15))) { KnownAfter = TimeSpan.FromMinutes(90) },
        new("clock loses a minute a report", "meter:clock", Clock(at => at - ((at - Fails) / 15))) { KnownAfter = TimeSpan.FromHours(7.75), LaterBy = TimeSpan.FromHours(1) },
        new("lock turns every minute", "lock:chatter", Plus(() => Every(1, at => FaultyHome.Lock(at.AddSeconds(30), unlocked: at.Minute % 2 == 0))))
        {
            KnownAfter = TimeSpan.FromMinutes(30), LaterBy = TimeSpan.FromHours(1),
        },
        new("door contact chatters every hour", "door:chatter", Plus(() => Every(60, at => at).SelectMany(at =>
            Enumerable.Range(0, 30).Select(move => FaultyHome.Door(at.AddSeconds(2 * move), open: move % 2 == 0)))))
        {
            LaterBy = TimeSpan.FromHours(1),
        },
        new("door contact stuck open", "door:stuck", reports => Without("door")(reports).Append(FaultyHome.Door(Fails, open: true)))
        {
            KnownAfter = TimeSpan.FromDays(2.5), Also = AnomalyKind.DoorLeftOpen, LaterBy = TimeSpan.FromHours(1),
        },
        new("door contact stuck closed", "door:stuck", Without("door")) { KnownAfter = TimeSpan.FromDays(2.5) },
        new("help button presses itself every five minutes", "button:chatter", Plus(() => Every(5, at => new Report("button", DeviceKind.Sos, Measure.Sos, 1, at, at))))
        {
            KnownAfter = TimeSpan.FromHours(3.5), Also = AnomalyKind.Sos, LaterBy = TimeSpan.FromHours(4),
        },
        new("tamper alarm", "meter:tamper", Plus(() => [Meter(Fails, Measure.Alarm, (long)DeviceAlarm.Tamper)])),
        new("meter's pipe is dry", "meter:dry", Plus(() => [Meter(Fails, Measure.Alarm, (long)DeviceAlarm.Dry)])),
        new("water flows backwards", "meter:backflow", Plus(() => [Meter(Fails, Measure.Alarm, (long)DeviceAlarm.Backflow)])),
    ];

    private static Report Meter(DateTimeOffset at, Measure measure, long value) => new("meter", DeviceKind.Water, measure, value, at, at);

    private static IEnumerable<T> Every<T>(int minutes, Func<DateTimeOffset, T> make)
    {
        for (var at = Fails; at < End; at = at.AddMinutes(minutes))
        {
            yield return make(at);
        }
    }

    private static Func<IEnumerable<Report>, IEnumerable<Report>> Plus(Func<IEnumerable<Report>> more) => reports => reports.Concat(more());

    private static Func<IEnumerable<Report>, IEnumerable<Report>> Without(string device) => reports => reports.Where(report => report.Device != device);

    private static Func<IEnumerable<Report>, IEnumerable<Report>> Kept(bool reversed) => reports => reports.Select(report =>
        report.Device != "meter" ? report
        : Fails.AddHours(6 * (Math.Floor((report.At - Fails).TotalHours / 6) + 1)) is var sent && reversed ? report with { Received = sent + ((sent - report.At) / 3600) }
        : report with { Received = sent });

    private static Func<IEnumerable<Report>, IEnumerable<Report>> Clock(Func<DateTimeOffset, DateTimeOffset> shows) => reports =>
        reports.Select(report => report.Device == "meter" ? report with { At = shows(report.At) } : report);

    private static Func<IEnumerable<Report>, IEnumerable<Report>> Values(string device, Func<Report, long, long> value) => reports =>
    {
        var all = reports.ToList();
        var first = all.First(report => report.Device == device).Value;
        return all.Select(report => report.Device == device && report.Measure is Measure.TotalLitres or Measure.TotalWattHours && report.Device == device
            ? report with { Value = value(report, first) } : report);
    };
}
