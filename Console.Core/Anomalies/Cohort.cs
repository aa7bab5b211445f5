namespace CommunityConsole.Core.Anomalies;

/// <summary>What kinds of meters and sensors a home has.</summary>
[Flags]
internal enum HomeKit
{
    Water = 1,
    Power = 2,
    Door = 4,
}

/// <summary>The silences of homes like a new one: how often a day, by start and length, a silence occurs among them.</summary>
public sealed class Cohort
{
    private readonly float[] _perDay;

    private Cohort(float[] perDay) => _perDay = perDay;

    /// <summary>Puts the habits of watches together, each day of each home alike; null when there are fewer homes than that or no days.</summary>
    public static Cohort? Of(IEnumerable<HomeWatch> watches, int fewest)
    {
        var counts = new float[SilenceHabits.Starts * SilenceHabits.Lengths];
        var (homes, days) = (0, 0.0);
        foreach (var watch in watches)
        {
            homes++;
            days += watch.Habits.Days;
            watch.Habits.Counts.AddTo(counts);
        }

        if (homes < fewest || days <= 0)
        {
            return null;
        }

        foreach (ref var count in counts.AsSpan())
        {
            count /= (float)days;
        }

        return new Cohort(counts);
    }

    /// <summary>Adds so many days of it to counts.</summary>
    internal void Add(Span<float> counts, double days)
    {
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] += _perDay[i] * (float)days;
        }
    }
}

/// <summary>Cohorts of the homes under watch: those of one community with the same kinds of meters. Made anew each hour.</summary>
internal sealed class CohortBook
{
    private const int FewestHomes = 5;
    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    private DateTimeOffset _renewed = DateTimeOffset.MinValue;

    /// <summary>Gives homes in their first six weeks what the others of their cohort know, once an hour.</summary>
    public void Renew(IEnumerable<WatchedHome> homes, DateTimeOffset now)
    {
        if (now - _renewed < Again)
        {
            return;
        }

        _renewed = now;
        foreach (var alike in homes.GroupBy(home => (home.Watch.Home.Community, home.Watch.Kit)))
        {
            var young = alike.Where(home => home.Watch.Habits.Watched < SilenceHabits.FirstWeeks).ToList();
            if (young.Count == 0)
            {
                continue;
            }

            var cohort = Cohort.Of(alike.Except(young).Select(home => home.Watch), FewestHomes);
            young.ForEach(home => home.Follow(cohort));
        }
    }
}
