using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class ReadingPumpTests
{
    [Fact]
    public async Task Pump_CommitHeldBack_AnswersOnlyAfterIt()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.Hold();
        var receipt = new TestReceipt();

        await bench.SendAsync(Metered.Packet(receipt, Metered.Total(0, 5)));
        await Eventually.HoldsAsync(() => bench.Store.IsWaiting, "the commit begins");
        Assert.Null(receipt.Outcome);
        Assert.Empty(bench.Told);
        bench.Store.Release();

        await Eventually.HoldsAsync(() => bench.Told.Count == 1, "the features above are told");
        Assert.True(receipt.Outcome);
    }

    [Fact]
    public async Task Pump_PacketsWaiting_ShareOneCommit()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.Hold();
        await bench.SendAsync(Metered.Packet(Metered.Total(0, 0)));
        await Eventually.HoldsAsync(() => bench.Store.IsWaiting, "the first commit begins");

        for (var i = 1; i <= 50; i++)
        {
            await bench.SendAsync(Metered.Packet(Metered.Total(i, i)));
        }

        bench.Store.Release();
        await Eventually.HoldsAsync(() => bench.Told.Count == 51, "all are stored");

        Assert.Equal(2, bench.Store.Commits);
        Assert.Equal(Enumerable.Range(0, 51).Select(i => (long)i), bench.Told.Select(t => t.Reading.Value));
    }

    [Fact]
    public async Task Pump_CrowdArrivesWithinThePause_IsCommittedWithoutWaitingItOut()
    {
        await using var bench = new PumpBench(o => o.CommitPause = TimeSpan.FromMilliseconds(4));
        await bench.StartAsync();
        await bench.SendAsync(Metered.Packet(Metered.Total(0, 0)));
        await Eventually.HoldsAsync(() => bench.Told.Count == 1, "the first is committed at once");

        // The clock stands still, so the pause never ends.
        for (var i = 1; i <= 256; i++)
        {
            await bench.SendAsync(Metered.Packet(Metered.Total(i, i)));
        }

        await Eventually.HoldsAsync(() => bench.Told.Count == 257, "all are stored");
    }

    [Fact]
    public async Task Pump_CallForHelpBehindABacklog_OvertakesIt()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.Hold();
        await bench.SendAsync(Metered.Packet(Metered.Total(0, 0)));
        await Eventually.HoldsAsync(() => bench.Store.IsWaiting, "the first commit begins");
        var backlog = new TestReceipt();
        var help = new TestReceipt();
        var duress = new TestReceipt();

        await bench.SendAsync(Metered.Packet(backlog, Metered.Total(1, 1)));
        await bench.SendAsync(Metered.Packet(help, Metered.Of(Measure.Sos, 1)));
        await bench.SendAsync(Metered.Packet(duress, Metered.Of(Measure.Alarm, (long)DeviceAlarm.Duress)));
        bench.Store.Release();

        await Eventually.HoldsAsync(() => bench.Told.Count == 4, "all are stored");
        Assert.True(help.Order < backlog.Order && duress.Order < backlog.Order);
        Assert.Equal([Measure.TotalLitres, Measure.Sos, Measure.Alarm, Measure.TotalLitres], bench.Told.Select(t => t.Reading.Measure));
    }

    [Fact]
    public async Task Intake_LaneFull_MakesTheSenderWait()
    {
        await using var bench = new PumpBench(o => o.Queue = 16);
        for (var i = 0; i < 16; i++)
        {
            await bench.SendAsync(Metered.Packet(Metered.Total(i, i)));
        }

        var waiting = bench.SendAsync(Metered.Packet(Metered.Total(99, 99))).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(17, bench.Gauges.Read().Waiting);

        await bench.StartAsync();
        await waiting;
        await Eventually.HoldsAsync(() => bench.Told.Count == 17, "all are stored");
    }

    [Fact]
    public async Task Pump_StoreAwayForAWhile_TriesAgainAndLosesNothing()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.Failures = 2;
        var receipt = new TestReceipt();

        await bench.SendAsync(Metered.Packet(receipt, Metered.Total(0, 5)));

        await Eventually.HoldsAsync(() => receipt.Outcome is not null, "an answer comes");
        Assert.True(receipt.Outcome);
        Assert.False(bench.Gauges.Read().StoreAway);
    }

    [Fact]
    public async Task Pump_StoreAwayForLong_RefusesAndServesTheNextOne()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.Failures = 3;
        var lost = new TestReceipt();
        var good = new TestReceipt();

        await bench.SendAsync(Metered.Packet(lost, Metered.Total(0, 5)));
        await Eventually.HoldsAsync(() => lost.Outcome is not null, "an answer comes");
        Assert.True(bench.Gauges.Read().StoreAway);
        await bench.SendAsync(Metered.Packet(good, Metered.Total(1, 6)));
        await Eventually.HoldsAsync(() => good.Outcome is not null, "the next is answered");

        Assert.False(lost.Outcome);
        Assert.True(good.Outcome);
        Assert.Equal([6], bench.Told.Select(t => t.Reading.Value));
        Assert.Equal((1, 0), (bench.Gauges.Read().Failed, bench.Gauges.Read().Waiting));
    }

    [Fact]
    public async Task Pump_OnePacketTheStoreCannotTake_DoesNotTakeTheOthersWithIt()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.PoisonValue = 13;
        bench.Store.Hold();
        await bench.SendAsync(Metered.Packet(Metered.Total(0, 0)));
        await Eventually.HoldsAsync(() => bench.Store.IsWaiting, "the first commit begins");
        TestReceipt before = new(), poison = new(), after = new();

        await bench.SendAsync(Metered.Packet(before, Metered.Total(1, 12)));
        await bench.SendAsync(Metered.Packet(poison, Metered.Total(2, 13)));
        await bench.SendAsync(Metered.Packet(after, Metered.Total(3, 14)));
        bench.Store.Release();

        await Eventually.HoldsAsync(() => after.Outcome is not null, "all are answered");
        Assert.Equal((true, false, true), (before.Outcome, poison.Outcome, after.Outcome));
    }

    [Fact]
    public async Task Pump_Repetition_IsAnsweredAndNotToldTwice()
    {
        await using var bench = await PumpBench.StartedAsync();
        TestReceipt first = new(), again = new();
        await bench.SendAsync(Metered.Packet(first, Metered.Total(0, 5)));
        await bench.SendAsync(Metered.Packet(again, Metered.Total(0, 5)));

        await Eventually.HoldsAsync(() => again.Outcome is not null && bench.Gauges.Read().Duplicates > 0, "both are answered and counted");

        Assert.True(first.Outcome & again.Outcome);
        Assert.Single(bench.Told);
        Assert.Equal((1, 1), (bench.Gauges.Read().Stored, bench.Gauges.Read().Duplicates));
    }

    [Fact]
    public async Task Pump_BadPacket_IsQuarantinedAcknowledgedAndCounted()
    {
        await using var bench = await PumpBench.StartedAsync();
        var receipt = new TestReceipt();

        await bench.SendAsync(Metered.Packet(receipt, Metered.Of(Measure.Battery, 400)));
        // The counts follow the answer.
        await Eventually.HoldsAsync(() => receipt.Outcome is not null && bench.Gauges.Read().Quarantined.ContainsKey("packet.absurd"), "it is answered and counted");

        Assert.True(receipt.Outcome);
        Assert.Equal(1, bench.Gauges.Read().Quarantined["packet.absurd"]);
        Assert.Single(await bench.Store.Inner.ReadAsync("demo", long.MaxValue, 9, CancellationToken.None));
    }

    [Fact]
    public async Task Stop_PacketsWaiting_AreStillStored()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Store.Hold();
        var receipt = new TestReceipt();
        await bench.SendAsync(Metered.Packet(Metered.Total(0, 0)));
        await Eventually.HoldsAsync(() => bench.Store.IsWaiting, "the first commit begins");
        await bench.SendAsync(Metered.Packet(receipt, Metered.Total(1, 1)));

        var stopping = bench.StopAsync();
        bench.Store.Release();
        await stopping;

        Assert.True(receipt.Outcome);
        await Assert.ThrowsAnyAsync<Exception>(async () => await bench.SendAsync(Metered.Packet(Metered.Total(2, 2))));
    }

    [Fact]
    public async Task Pump_StoredReadings_TeachTheRegistry()
    {
        await using var bench = await PumpBench.StartedAsync();
        bench.Registry.Resolve(Metered.Water, DeviceKind.Water);

        foreach (var (minute, litres) in new[] { (0, 100L), (15, 120L), (30, 150L), (45, 150L) })
        {
            var claimed = Metered.Total(minute, litres) with { At = Metered.Noon.AddMinutes(minute).AddSeconds(-3) };
            await bench.SendAsync(Metered.Packet(claimed, Metered.Of(Measure.Battery, 70 - minute, minute) with { At = claimed.At }));
        }

        await Eventually.HoldsAsync(() => bench.Told.Count == 8, "all are stored");
        await Eventually.HoldsAsync(() => bench.Registry.Find(Metered.Water)!.Battery == 25, "the registry has learned");
        var device = bench.Registry.Find(Metered.Water)!;
        Assert.Equal(Metered.Noon.AddMinutes(45), device.LastReceived);
        Assert.Equal(10, device.Step);
        Assert.Equal(TimeSpan.FromMinutes(15), device.ExpectedInterval);
        Assert.Equal(TimeSpan.FromSeconds(-3), device.ClockError);
        Assert.True(device.Online);
    }
}
