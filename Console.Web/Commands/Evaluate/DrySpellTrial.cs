using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>Twelve hours with less than 10 litres in the home of somebody proven to be there: each must be told.</summary>
/// <remarks>
/// Spells are found without the watch, from the recording (<see cref="HomeProof"/>); one is told when an alert of inactivity of any
/// severity stands at the row that makes it one. Homes without a door go through the watch with a worker's word that the
/// resident is at home, times seen to be absences left out. Where everything stops, at the cut-offs of homes with a door, an alert
/// must stand at the first row of water after twelve hours.
/// </remarks>
internal sealed class DrySpellTrial(WatchOptions options, EstateCalendar calendar)
{
    private const long Floor = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(12);

    private readonly List<DrySpell> _spells = [];
    private readonly List<Severity?> _ends = [];

    /// <summary>Spells in the recordings as they are.</summary>
    public IReadOnlyList<DrySpell> Spells => _spells;

    /// <summary>What stood twelve hours after each cut-off at home; null where nothing did.</summary>
    public IReadOnlyList<Severity?> Ends => _ends;

    /// <summary>Takes in one home and what the watch made of its cut-offs.</summary>
    public void Add(RecordedHome home, HomeResult cutOff)
    {
        _spells.AddRange(Find(home));
        if (home.HasDoor)
        {
            _ends.AddRange(EndsOf(home, cutOff));
        }
    }

    private IEnumerable<DrySpell> Find(RecordedHome home)
    {
        var watch = new HomeWatch(home.Id, options, calendar) { Hurried = true };
        if (!home.HasDoor)
        {
            watch.Say(Presence.Home, DateTimeOffset.MaxValue);
        }

        var decisions = new List<WatchDecision>();
        var spells = new List<DateTimeOffset>();
        var proof = new HomeProof(home.HasDoor);
        var dry = false;
        foreach (var row in home.Rows)
        {
            watch.Take(row, decisions);
            proof.Take(row);
            if (row.Measure == Measure.UseLitres || proof.HomeSince is null)
            {
                var before = dry;
                dry = proof.HomeSince <= row.At - Window && proof.Litres(row.At - Window) < Floor && !home.IsAbsent(row.At);
                if (dry && !before)
                {
                    spells.Add(row.At);
                }
            }
        }

        watch.Finish(home.Rows[^1].At, decisions);
        return spells.Select(at => new DrySpell(home.Id.Home, at, Standing(decisions, at)));
    }

    private static IEnumerable<Severity?> EndsOf(RecordedHome home, HomeResult result)
    {
        foreach (var (at, hours) in result.At[Severity.Notice].Cuts)
        {
            var due = home.Rows.FirstOrDefault(row => row.Measure == Measure.UseLitres && row.At >= at + Window).At - at;
            if (due > TimeSpan.Zero)
            {
                var urgent = result.At[Severity.Urgent].Cuts.Any(cut => cut.At == at && cut.Hours <= due.TotalHours);
                yield return urgent ? Severity.Urgent : hours <= due.TotalHours ? Severity.Notice : null;
            }
        }
    }

    private static Severity? Standing(List<WatchDecision> decisions, DateTimeOffset at)
    {
        var last = decisions.FindLast(decision => decision.Kind == AnomalyKind.Inactivity && decision.Time <= at);
        return last is null || last.Change == DecisionChange.Cleared ? null : last.Severity;
    }
}

/// <summary>Twelve dry hours of somebody at home.</summary>
/// <param name="Home">Whose.</param>
/// <param name="At">The row of water that made it twelve hours.</param>
/// <param name="Told">The severity at which an alert stood then; null for none.</param>
internal sealed record DrySpell(string Home, DateTimeOffset At, Severity? Told);
