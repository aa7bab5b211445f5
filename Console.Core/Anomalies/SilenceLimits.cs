using CommunityConsole.Core.Numerics;
using MathNet.Numerics.Distributions;

namespace CommunityConsole.Core.Anomalies;

/// <summary>
/// How long a silence may last before it is told, for each hour and kind of day in which it began: the limits under which
/// the delay until somebody is found and the false alerts together cost least.
/// </summary>
/// <remarks>
/// <para>Somebody who falls silent for good at a random instant does so inside some usual silence, x after its start, and
/// is found at the limit L: the delay is L - x. Over all silences of a start that is the sum of L m - m^2/2 with
/// m = min(length, L), in squared hours; the false alerts are the silences longer than L. For each start the L is taken
/// for which (delay + price x false alerts) is least. Starts whose long tail cannot be waited out give up early, others
/// wait: the same false alerts buy more than one limit for all hours does.</para>
/// <para>Few silences are known, so each also stands for its neighbours: hours apart (normal, 1 h; a long one then ends
/// at its own hour, since it is the getting up that ends a night), the other kind of day (the more the fewer days are
/// known), lengths (log-normal, 10 %), and a little of the home's whole day everywhere.</para>
/// <para>The price makes the operating point: what one false alert more is worth in hours of delay. It was found once
/// on recorded one-person homes so that they reach the false alerts asked for on average (docs/detection.md); it is one
/// price for all homes: a budget of its own would make each restless home wait far longer for little.</para>
/// </remarks>
internal sealed class SilenceLimits
{
    private const double HoursApart = 1.0;
    private const int FarthestHours = 3;
    private const int LongNight = (int)(4 * EstateClock.Hour / SilenceHabits.Step);

    // Working and free days are told apart by half once so many days are known.
    private const double DaysTogether = 5;
    private const double LengthSpread = 0.10;

    // Silences of the whole day that each start takes as its own, a year-half's worth.
    private const double PriorCount = 0.2;
    private const double PriorDays = 182;

    // Price of a false alert a month, squared hours of delay, and how it rises as fewer are allowed.
    private const double PriceAtOne = 1500;
    private const double PriceSlope = 1.55;

    // A home so quiet that this price leaves most of its false alerts unspent tells earlier.
    private const double UnspentShare = 0.55;
    private const double LeastPrice = 1;
    private const double MonthDays = 30.44;

    // What waits longer finds nobody alive.
    private const double LongestHoursAtOne = 20;
    private const double LongestSlope = 0.3;

    private const double StepHours = (double)SilenceHabits.Step / EstateClock.Hour;
    private const int StepsAnHour = (int)(EstateClock.Hour / SilenceHabits.Step);
    private const int FirstLimit = (int)(SilenceHabits.ShortestLimit / SilenceHabits.Step);
    private const int LastLimit = 56;     // 28 h
    private const int Limits = LastLimit - FirstLimit + 1;
    private const int FirstLength = (int)(SilenceHabits.Shortest / SilenceHabits.Step);

    private static readonly double[] HourShares = Shares();
    private static readonly double[] Waits = WaitTable();
    private static readonly double[] Beyond = BeyondTable();

    private readonly double _days;
    private readonly double[] _delay = new double[SilenceHabits.Starts * Limits];          // squared hours, by start and limit
    private readonly double[] _falseAlerts = new double[SilenceHabits.Starts * Limits];

    /// <summary>Weighs every limit of every start.</summary>
    /// <param name="counts">Silences by start, then length; see <see cref="SilenceHabits"/>.</param>
    /// <param name="days">Watched days behind them.</param>
    public SilenceLimits(ReadOnlySpan<float> counts, double days)
    {
        _days = days;
        Span<double> spread = stackalloc double[SilenceHabits.Starts * SilenceHabits.Lengths];
        Spread(counts, days, spread);
        for (var start = 0; start < SilenceHabits.Starts; start++)
        {
            Weigh(spread.Slice(start * SilenceHabits.Lengths, SilenceHabits.Lengths), start);
        }
    }

    /// <summary>Finds the limits of the three operating points, in steps, by level and start.</summary>
    /// <param name="budget">False alerts a month that Urgent may cost.</param>
    /// <param name="limits">Where they go.</param>
    public void Find(double budget, Span<byte> limits)
    {
        Span<double> rates = [3, Math.Min(3, budget), Math.Min(0.5, budget)];
        for (var level = 0; level < SilenceHabits.Levels; level++)
        {
            var to = limits.Slice(level * SilenceHabits.Starts, SilenceHabits.Starts);
            var price = PriceAtOne * Math.Pow(rates[level], -PriceSlope);
            var unspent = UnspentShare * rates[level] * _days / MonthDays;
            while (FindAt(price, rates[level], to) < unspent && price > LeastPrice)
            {
                price /= 1.25;
            }

            // Prices fall in steps of their own: a graver level must not come first for that.
            for (var start = 0; level > 0 && start < SilenceHabits.Starts; start++)
            {
                to[start] = Math.Max(to[start], limits[((level - 1) * SilenceHabits.Starts) + start]);
            }
        }
    }

    private double FindAt(double price, double rate, Span<byte> limits)
    {
        var last = Math.Clamp((int)(LongestHoursAtOne * Math.Pow(rate, -LongestSlope) / StepHours), FirstLimit, LastLimit) - FirstLimit;
        var falseAlerts = 0.0;
        for (var start = 0; start < SilenceHabits.Starts; start++)
        {
            var best = VectorMath.Least(_delay.AsSpan(start * Limits, last + 1), price, _falseAlerts.AsSpan(start * Limits, last + 1));
            limits[start] = (byte)(FirstLimit + best);
            falseAlerts += _falseAlerts[(start * Limits) + best];
        }

        return falseAlerts;
    }

    private void Weigh(ReadOnlySpan<double> counts, int start)
    {
        VectorMath.AddRows(_delay.AsSpan(start * Limits, Limits), counts, Waits);
        VectorMath.AddRows(_falseAlerts.AsSpan(start * Limits, Limits), counts, Beyond);
    }

    private static void Spread(ReadOnlySpan<float> counts, double days, Span<double> spread)
    {
        Span<double> whole = stackalloc double[SilenceHabits.Lengths];
        whole.Clear();
        spread.Clear();
        var all = 0.0;
        for (var start = 0; start < SilenceHabits.Starts; start++)
        {
            var free = start / 24;
            var toOther = DaysTogether / (DaysTogether + days) * (free == 0 ? 2.0 / 7 : 5.0 / 7);
            for (var length = 0; length < SilenceHabits.Lengths; length++)
            {
                var count = (double)counts[Place(start, length)];
                if (count == 0)
                {
                    continue;
                }

                whole[length] += count;
                all += count;
                for (var apart = -FarthestHours; apart <= FarthestHours; apart++)
                {
                    var hour = ((start % 24) + apart + 24) % 24;
                    var share = count * HourShares[apart + FarthestHours];
                    var to = length < LongNight ? length : Math.Clamp(length - (apart * StepsAnHour), 0, SilenceHabits.Lengths - 1);
                    spread[Place((free * 24) + hour, to)] += share * (1 - toOther);
                    spread[Place(((1 - free) * 24) + hour, to)] += share * toOther;
                }
            }
        }

        if (all == 0)
        {
            return;
        }

        foreach (ref var count in whole)
        {
            count = PriorCount * days / PriorDays * count / all;
        }

        for (var start = 0; start < SilenceHabits.Starts; start++)
        {
            VectorMath.AddScaled(spread.Slice(start * SilenceHabits.Lengths, SilenceHabits.Lengths), 1, whole);
        }
    }

    private static int Place(int start, int length) => (start * SilenceHabits.Lengths) + length;

    // A length stands for the start of its step; the price was found with it so.
    private static double Hours(int length) => (FirstLength + length) * StepHours;

    private static double[] Shares()
    {
        var shares = new double[(2 * FarthestHours) + 1];
        for (var i = 0; i < shares.Length; i++)
        {
            var apart = (i - FarthestHours) / HoursApart;
            shares[i] = Math.Exp(-0.5 * apart * apart);
        }

        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    /// <summary>By length and limit: the delays of all who fall silent inside one such silence, squared hours.</summary>
    private static double[] WaitTable() => Table(static (length, limit) =>
    {
        var until = Math.Min(limit, length);
        return until * (limit - (until / 2));
    });

    /// <summary>By length and limit: the chance that a silence like this one passes the limit.</summary>
    private static double[] BeyondTable() => Table(static (length, limit) => Normal.CDF(0, LengthSpread, Math.Log(length / limit)));

    private static double[] Table(Func<double, double, double> entry)
    {
        var table = new double[SilenceHabits.Lengths * Limits];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = entry(Hours(i / Limits), (FirstLimit + (i % Limits)) * StepHours);
        }

        return table;
    }
}
