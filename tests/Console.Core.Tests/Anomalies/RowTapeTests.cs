using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Packed rows come back as they were, each once and in their order.</summary>
public sealed class RowTapeTests
{
    private static readonly string[] Devices = ["tap", "meter", "门"];

    [Fact]
    public void Rows_AddedInAnyOrder_ComeBackInTheirs() => Prop.ForAll<int>(seed =>
    {
        var rows = Made(seed, 200);
        var tape = new RowTape();
        var known = new HashSet<Row>();
        foreach (var row in rows)
        {
            Assert.Equal(known.Add(row), tape.Add(row));
        }

        Assert.Equal(Sorted(known), All(tape));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rows_MergedDroppedAndSaved_AreThoseOfAList() => Prop.ForAll<int>(seed =>
    {
        var rows = Made(seed, 200);
        var tape = new RowTape();
        tape.Merge([.. Sorted(rows.Take(150).Distinct())]);
        tape.Merge([.. Sorted(rows.Skip(100).Distinct())]);
        var before = rows[seed & 127].At;
        tape.DropBefore(before);

        var again = new RowTape();
        again.Pass(new StatePass(StatePass.Written(tape.Pass)));
        var extra = new Row(long.MaxValue / 2, "tap", Measure.TotalLitres, 7, ReadingMarks.None);
        again.Add(extra);

        Assert.Equal([.. Sorted(rows.Distinct()).Where(row => row.At >= before), extra], All(again));
        Assert.False(again.Merge([extra]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Day_OfThreeMeters_TakesAFewBytesARow()
    {
        var tape = new RowTape();
        var at = Recorded.Start.ToUnixTimeMilliseconds();
        for (var i = 0; i < 96; i++, at += 15 * EstateClock.Minute)
        {
            tape.Add(new Row(at, "cold", Measure.TotalLitres, 128_000 + (3 * i), ReadingMarks.None));
            tape.Add(new Row(at, "hot", Measure.TotalLitres, 52_000 + i, ReadingMarks.None));
            tape.Add(new Row(at, "power", Measure.TotalWattHours, 9_000_000 + (90 * i), ReadingMarks.None));
        }

        Assert.InRange(StatePass.Written(tape.Pass).Length, 288 * 4, 288 * 6);
    }

    [Fact]
    public void Load_BrokenBytes_AreRefused() => Prop.ForAll<int>(seed =>
    {
        var tape = new RowTape();
        tape.Merge([.. Sorted(Made(seed, 20).Distinct())]);
        var bytes = StatePass.Written(tape.Pass);

        Assert.Throws<InvalidDataException>(() => new RowTape().Pass(new StatePass(bytes.AsMemory(0, bytes.Length - 1 - (seed & 7)))));
        bytes[0]++;   // a row more than there are
        Assert.Throws<InvalidDataException>(() => new RowTape().Pass(new StatePass(bytes)));
    }).QuickCheckThrowOnFailure();

    // Few instants and values, so that repetitions and rows of one instant are among them; and the ends of the range.
    private static Row[] Made(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Row(
            Recorded.Start.ToUnixTimeMilliseconds() + (random.Next(40) * 450_000),
            Devices[random.Next(3)],
            (Measure)(1 + random.Next(3)),
            random.Next(20) switch { 0 => long.MinValue, 1 => long.MaxValue, var value => value * 1000 },
            ReadingMarks.None)).Select(row => row with { Lag = Lag(row) })];
    }

    // A repetition keeps the first one's lag: here it follows from the rest, so that rows are equal where the tape says so.
    private static int Lag(in Row row) => (int)((row.At / 450_000 * 7919) + row.Value) switch { var mixed when mixed % 11 == 0 => int.MinValue, var mixed => mixed % 90_000 };

    private static IEnumerable<Row> Sorted(IEnumerable<Row> rows) => rows.Order(Comparer<Row>.Create((a, b) => Row.Compare(a, b)));

    private static List<Row> All(RowTape tape)
    {
        var all = new List<Row>();
        for (var reader = tape.Read(); reader.TryNext(out var row);)
        {
            all.Add(row);
        }

        Assert.Equal(tape.Count, all.Count);
        return all;
    }
}
