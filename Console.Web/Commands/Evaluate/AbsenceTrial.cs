using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>What knowing of departures spares and costs: the watch against a twin that takes every absence for somebody at home.</summary>
/// <remarks>
/// The twin is the same watch told by a worker for good that nothing is known of who is where, so that a door is a sign of life to
/// it and no departure. Both meet the same cut-offs, which are drawn while somebody is at home, with the same futures.
/// </remarks>
internal sealed class AbsenceTrial
{
    private static readonly Severity[] Levels = [Severity.Attention, Severity.Urgent];

    private readonly List<(RecordedHome Home, HomeResult Knowing, HomeResult Twin)> _homes = [];
    private readonly List<HomeResult> _madeUp = [];

    /// <summary>
    /// Takes one home in. Without a lock or a door its twin knows as much as the watch; what a door would have spared is counted
    /// with one made up, which opens from inside when a seen absence begins and from outside when it ends.
    /// </summary>
    public void Add(RecordedHome home, HomeResult knowing, HomeResult twin, WatchOptions options, EstateCalendar calendar)
    {
        _homes.Add((home, knowing, twin));
        if (!home.HasDoor)
        {
            var watch = new WatchMethod(new HomeWatch(home.Id, options, calendar) { Hurried = true }, options, calendar);
            _madeUp.Add(Trial.Run(home, watch, WithDoor(home), [], 0));
        }
    }

    private static IEnumerable<Reading> WithDoor(RecordedHome home)
    {
        var passes = new Queue<Reading>(home.Absences.SelectMany(absence => new[] { Pass(absence.From, DoorSide.Inside), Pass(absence.To, DoorSide.Outside) }));
        foreach (var row in home.Rows)
        {
            while (passes.TryPeek(out var pass) && pass.At < row.At)
            {
                yield return passes.Dequeue();
            }

            yield return row;
        }

        Reading Pass(DateTimeOffset at, DoorSide side) =>
            new(new DeviceId(home.Id, "made-up door"), DeviceKind.Door, Measure.Door, new DoorReport(true, side).Packed, at.AddSeconds(1), at.AddSeconds(1));
    }

    /// <summary>A watch that is told that nothing is known of who is where.</summary>
    public static WatchMethod Twin(RecordedHome home, WatchOptions options, EstateCalendar calendar)
    {
        var watch = new HomeWatch(home.Id, options, calendar) { Hurried = true };
        watch.Say(Presence.Unknown, DateTimeOffset.MaxValue);
        return new WatchMethod(watch, options, calendar);
    }

    public int Absences => _homes.Sum(home => home.Home.Absences.Count());

    public int Homes => _homes.Count;

    public int HomesWithDoor => _homes.Count(home => home.Home.HasDoor);

    public IEnumerable<AbsenceScore> Scores => Levels.Select(Score);

    private AbsenceScore Score(Severity level)
    {
        var pairs = _homes
            .SelectMany(home => home.Knowing.At[level].Cuts.Join(home.Twin.At[level].Cuts, cut => cut.At, cut => cut.At, (with, without) => (With: with.Hours, Without: without.Hours)))
            .ToList();
        int? madeUp = _madeUp.Count < _homes.Count ? null : _madeUp.Sum(home => home.At[level].InAbsences);
        return new AbsenceScore(level, madeUp, _homes.Sum(home => home.Knowing.At[level].InAbsences), _homes.Sum(home => home.Twin.At[level].InAbsences), pairs);
    }
}

/// <summary>Alerts that began in absences and delays at home, with departures known and without.</summary>
/// <param name="Level">Alerts of this severity and above.</param>
/// <param name="MadeUp">Alerts with a made-up door; null where doors were recorded.</param>
/// <param name="With">Alerts with departures known.</param>
/// <param name="Without">Alerts without.</param>
/// <param name="Delays">Hours from the same cut-off to the first alert, with and without; infinite when none came in 96 hours.</param>
internal sealed record AbsenceScore(Severity Level, int? MadeUp, int With, int Without, IReadOnlyList<(double With, double Without)> Delays)
{
    /// <summary>Share of the alerts that is spared; not a number when there was none.</summary>
    public double Cut => Without == 0 ? double.NaN : 1 - ((double)With / Without);

    /// <summary>Cut-offs found more than an hour later because departures are known.</summary>
    public int Later => Delays.Count(pair => pair.With > pair.Without + 1);

    /// <summary>Cut-offs found more than an hour sooner for it: what is learned from is a life at home alone.</summary>
    public int Sooner => Delays.Count(pair => pair.Without > pair.With + 1);
}
