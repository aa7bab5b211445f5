using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>The same events give the same alerts, whatever the order inside the lateness limit, repetitions and restarts.</summary>
public class WatchOrderTests
{
    private const int Days = 24;
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(12);

    // A life with everything in it: water by register, power, door, a silence, a tap, a call.
    private static readonly Reading[] Life = [.. MakeLife().OrderBy(r => r.At)];
    private static readonly IReadOnlyList<WatchDecision> Decided = Recorded.Decide(Life);

    [Fact]
    public void Life_HasSomethingToDecide()
    {
        var kinds = Decided.Select(d => d.Kind).Distinct().ToList();

        Assert.Contains(AnomalyKind.Inactivity, kinds);
        Assert.Contains(AnomalyKind.Sos, kinds);
        Assert.Contains(AnomalyKind.ContinuousWater, kinds);
    }

    [Fact]
    public void Order_InsideLateness_ChangesNothing() =>
        Check.One(Few, Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var shuffled = Life.Select(r => (Row: r, Arrives: r.At.AddMinutes(14 * random.NextDouble()))).OrderBy(x => x.Arrives).Select(x => x.Row);
            Assert.Equal(Decided, Recorded.Decide(shuffled));
        }));

    [Fact]
    public void Repetitions_ChangeNothing() =>
        Check.One(Few, Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var repeated = Life.SelectMany((r, i) => random.Next(3) == 0 ? [r, Life[Math.Max(0, i - random.Next(40))]] : new[] { r });
            Assert.Equal(Decided, Recorded.Decide(repeated));
        }));

    [Fact]
    public void Restart_Anywhere_ChangesNothing() =>
        Check.One(Few, Prop.ForAll<PositiveInt>(seed =>
        {
            var cut = seed.Get * 7919 % Life.Length;
            var decisions = new List<WatchDecision>();
            var watch = Recorded.NewWatch();
            foreach (var reading in Life[..cut])
            {
                watch.Take(reading, decisions);
            }

            var restored = HomeWatch.Load(Recorded.Home, new WatchOptions(), Recorded.Calendar, watch.Save());
            decisions.AddRange(Recorded.Decide(Life[cut..], restored));
            Assert.Equal(Decided, decisions);
        }));

    [Fact]
    public void Clock_ReleasingEarly_ChangesNothing()
    {
        var decisions = new List<WatchDecision>();
        var watch = Recorded.NewWatch();
        foreach (var reading in Life)
        {
            watch.Tell(reading.At, decisions);
            watch.Take(reading, decisions);
        }

        watch.Finish(Life[^1].At, decisions);
        Assert.Equal(Decided, decisions);
    }

    [Fact]
    public void Clock_ToldBetweenRows_ChangesNothingAndHasMostlyNothingToDo()
    {
        var decisions = new List<WatchDecision>();
        var watch = Recorded.NewWatch();
        var (told, idle, next) = (0, 0, Life[0].At);
        foreach (var reading in Life)
        {
            for (; next < reading.At; next = next.AddMinutes(5))
            {
                var (state, decided) = (watch.State, decisions.Count);
                told++;
                if (!watch.Tell(next, decisions))
                {
                    idle++;
                    Assert.Equal((state, decided), (watch.State, decisions.Count));
                }
            }

            watch.Take(reading, decisions);
        }

        watch.Finish(Life[^1].At, decisions);
        Assert.Equal(Decided, decisions);
        Assert.InRange(idle, told / 2, told - 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LateRows_AllTakenIn_LeaveNoTrace(bool hurried) =>
        Check.One(Few, Prop.ForAll<int>(seed =>
        {
            // One row in ten of four days comes up to 23 hours late: what is decided after that is decided as if none had.
            var random = new Random(seed);
            var (from, until) = (Recorded.Start.AddDays(14), Recorded.Start.AddDays(18));
            var late = Life.Select(r => (Row: r, Arrives: r.At >= from && r.At < until && random.Next(10) == 0 ? r.At.AddHours(23 * random.NextDouble()) : r.At))
                .OrderBy(x => x.Arrives).Select(x => x.Row).ToList();
            var watch = new HomeWatch(Recorded.Home, new WatchOptions(), Recorded.Calendar) { Hurried = hurried };
            var decisions = new List<WatchDecision>();
            foreach (var row in late.Take(late.Count / 2))
            {
                watch.Take(row, decisions);
            }

            watch = hurried ? watch : HomeWatch.Load(Recorded.Home, new WatchOptions(), Recorded.Calendar, watch.Save());
            decisions.AddRange(Recorded.Decide(late.Skip(late.Count / 2), watch));

            Assert.Equal(0, watch.TooLate);
            var after = until.AddDays(1);
            Assert.Contains(Decided, d => d.Opened >= after);
            Assert.Equal(Decided.Where(d => d.Opened >= after), decisions.Where(d => d.Opened >= after));
        }));

    [Fact]
    public void LateRows_OfUse_WithdrawTheSilenceTheyFill()
    {
        var stop = Recorded.Start.AddDays(Days).AddHours(9);
        var usual = Recorded.Water(Days + 2).ToList();
        var kept = usual.Where(r => r.At <= stop).ToList();
        var zeros = usual.Where(r => r.At > stop && r.At <= stop.AddHours(22)).Select(r => Recorded.Row(r.At, "tap", Measure.UseLitres, 0)).ToList();
        var power = Recorded.Row(stop.AddHours(12), "button", Measure.Sos, 1);
        var watch = Recorded.NewWatch();
        var decisions = Recorded.Decide([.. kept, .. zeros], watch);
        Assert.Contains(decisions, d => d.Kind == AnomalyKind.Inactivity && d.Time > stop && d.Change != DecisionChange.Cleared);

        decisions.Clear();
        watch.Take(power, decisions);
        watch.Take(Recorded.Row(stop.AddHours(23), "tap", Measure.UseLitres, 0), decisions);
        watch.Finish(stop.AddHours(23), decisions);

        Assert.Contains(decisions, d => d.Kind == AnomalyKind.Inactivity && d.Change == DecisionChange.Cleared && d.Evidence == Evidence.Withdrawn);
        Assert.Contains(decisions, d => d.Kind == AnomalyKind.Sos && d.Change == DecisionChange.Opened);
    }

    // An old state read as a new one would be a wrong watch that nobody notices. When this differs, raise WatchBody.Format
    // and write the new pair down.
    [Fact]
    public void Save_LayoutOfTheState_BelongsToItsFormat()
    {
        var watch = new HomeWatch(Recorded.Home, new WatchOptions(), Recorded.Calendar) { Hurried = true };   // packed bytes are the runtime's
        Recorded.Decide(Life[..500], watch);

        Assert.Equal((11, 14366), ((int)WatchBody.Format, watch.Save().Length));
    }

    [Fact]
    public void Load_BrokenBytes_AreRefused()
    {
        var watch = Recorded.NewWatch();
        Recorded.Decide(Life[..500], watch);
        var state = watch.Save();

        Assert.Throws<InvalidDataException>(() => HomeWatch.Load(Recorded.Home, new WatchOptions(), Recorded.Calendar, state.AsMemory(0, state.Length / 2)));
        state[0] = 99;
        Assert.Throws<InvalidDataException>(() => HomeWatch.Load(Recorded.Home, new WatchOptions(), Recorded.Calendar, state));
    }

    private static IEnumerable<Reading> MakeLife()
    {
        var total = 1000L;
        var quiet = Recorded.Start.AddDays(20).AddHours(8);
        var tap = Recorded.Start.AddDays(17).AddHours(9);
        foreach (var reading in Recorded.Water(Days))
        {
            var at = reading.At;
            total += at > quiet && at < quiet.AddHours(30) ? 0 : at > tap && at < tap.AddHours(6) ? 300 : reading.Value;
            yield return Recorded.Row(at, "meter", Measure.TotalLitres, total);
            yield return Recorded.Row(at.AddMinutes(1), "power", Measure.UseWattHours, 60 + (reading.Value > 0 ? 700 : at.Hour % 3 * 8));
            if (at.ToOffset(TimeSpan.FromHours(8)).Hour == 16 && at < quiet)
            {
                yield return Recorded.Row(at.AddMinutes(5), "door", Measure.Door, 1);
                yield return Recorded.Row(at.AddMinutes(6), "door", Measure.Door, 0);
                yield return Recorded.Row(at.AddMinutes(41), "door", Measure.Door, 1);
                yield return Recorded.Row(at.AddMinutes(42), "door", Measure.Door, 0);
            }
        }

        yield return Recorded.Row(Recorded.Start.AddDays(10).AddHours(2), "button", Measure.Sos, 1);
        yield return Recorded.Row(Recorded.Start.AddDays(12), "meter", Measure.Battery, 8);
    }
}
