using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Web.Commands.Evaluate;

/// <summary>A figure and where it lies in 95 of 100 draws of other homes.</summary>
internal readonly record struct Figure(double Value, double Low, double High);

/// <summary>What a method reached over several homes at one severity.</summary>
internal sealed class Score
{
    private const int Draws = 2000;

    private readonly Part[] _homes;
    private readonly int[][] _draws;

    public Score(IReadOnlyList<HomeResult> homes, Severity severity, int seed)
    {
        _homes = [.. homes.Select(home => new Part(home.Home, home.Months, home.At[severity].FalseAlerts, [.. home.At[severity].Delays.Order()]))];
        Standing = homes.Sum(home => home.At[severity].Standing);
        Unheard = homes.Sum(home => home.At[severity].Unheard);
        OnTrips = homes.Sum(home => home.At[severity].OnTrips);
        var random = new Random(seed);
        _draws = [.. Enumerable.Range(0, Draws).Select(_ => _homes.Select(_ => random.Next(_homes.Length)).ToArray())];
    }

    public int Standing { get; }

    public int Unheard { get; }

    public int OnTrips { get; }

    /// <summary>Cut-offs not found in 96 hours.</summary>
    public int Missed => _homes.Sum(home => home.Delays.Count(double.IsInfinity));

    public int CutOffs => _homes.Sum(home => home.Delays.Length);

    /// <summary>False alerts per home and month.</summary>
    public Figure FalseAlerts => Over(homes => homes.Sum(home => home.FalseAlerts) / homes.Sum(home => home.Months));

    /// <summary>The delay that this share of the cut-offs does not pass, hours.</summary>
    public Figure Delay(double share) => Over(homes => Point(All(homes), share));

    /// <summary>Mean delay, hours; a cut-off that was not found counts with the 96 hours it was looked for.</summary>
    public Figure MeanDelay => Over(homes => homes.Sum(home => home.Delays.Sum(Capped)) / Math.Max(1, homes.Sum(home => home.Delays.Length)));

    /// <summary>Share found within so many hours.</summary>
    public double Within(double hours) => _homes.Sum(home => home.Delays.Count(delay => delay <= hours)) / (double)Math.Max(1, CutOffs);

    /// <summary>Figures of each home alone: false alerts a month, median delay, the delay of nine in ten.</summary>
    public IEnumerable<(string Home, double FalseAlerts, double Median, double Ninety)> ByHome =>
        _homes.Select(home => (home.Home, home.FalseAlerts / home.Months, Point(home.Delays, 0.5), Point(home.Delays, 0.9)));

    private Figure Over(Func<IReadOnlyCollection<Part>, double> figure)
    {
        var drawn = _draws.Select(draw => figure([.. draw.Select(home => _homes[home])])).Order().ToArray();
        return new Figure(figure(_homes), drawn[(int)(0.025 * Draws)], drawn[(int)(0.975 * Draws)]);
    }

    private static double[] All(IReadOnlyCollection<Part> homes)
    {
        var all = homes.SelectMany(home => home.Delays).ToArray();
        Array.Sort(all);
        return all;
    }

    private static double Point(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : Capped(sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))]);

    private static double Capped(double delay) => Math.Min(delay, RecordedHome.Longest.TotalHours);

    private sealed record Part(string Home, double Months, int FalseAlerts, double[] Delays);
}
