using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

public sealed class PacketJudgeTests
{
    private readonly PacketJudge _judge = new(Metered.Options(), Metered.Registry(TimeProvider.System));

    [Theory]
    [InlineData(Measure.TotalLitres, -1)]
    [InlineData(Measure.TotalLitres, 1_000_000_000_000)]
    [InlineData(Measure.UseLitres, -3)]
    [InlineData(Measure.PowerWatts, 5_000_000)]
    [InlineData(Measure.Battery, 101)]
    [InlineData(Measure.Sos, 2)]
    public void Judge_AbsurdNumber_GoesToQuarantineWithItsRawPacket(Measure measure, long value)
    {
        var judged = _judge.Judge(Metered.Packet(Metered.Of(measure, value)));

        Assert.Equal((Measure.Alarm, (long)DeviceAlarm.Implausible), Assert.Single(judged.Readings) is var told ? (told.Measure, told.Value) : default);
        Assert.Equal("packet.absurd", judged.Quarantined?.Code);
        Assert.Equal([1], judged.Quarantined!.Payload.ToArray());
    }

    [Fact]
    public void Judge_AbsurdNumbers_AreTheDevicesTroubleOnceAnHour()
    {
        var told = new[] { 0, 1, 59, 60 }.Select(minute => _judge.Judge(Metered.Packet(Metered.Of(Measure.Battery, 400, minute))).Readings.Count);

        Assert.Equal([1, 0, 0, 1], told);
    }

    [Theory]
    [InlineData(15, 60, true)]
    [InlineData(15, 20, false)]     // what a link may keep back
    [InlineData(60, 100, false)]
    [InlineData(60, 480, true)]     // the other side of a time zone
    [InlineData(1440, 480, false)]  // made at midnight, sent in the morning
    public void Judge_ClockThatStaysBehind_IsSetRightAndFlagged(int every, int behind, bool setRight)
    {
        var registry = Metered.Registry(TimeProvider.System);
        registry.Resolve(Metered.Water, DeviceKind.Water);
        var judge = new PacketJudge(Metered.Options(), registry);
        var readings = Enumerable.Range(0, 6).Select(report =>
        {
            var packet = Metered.Packet(Metered.Total(report * every, 100 + report) with { At = Metered.Noon.AddMinutes((report * every) - behind) });
            var judged = judge.Judge(packet);
            registry.Learn(Metered.Water, device => DeviceLearning.Heard(device, judged));
            return judged.Readings[0];
        }).ToList();

        Assert.Equal(setRight, readings[^1].Marks.HasFlag(ReadingMarks.ClockReplaced));
        Assert.Equal(setRight ? readings[^1].Received : readings[^1].Received.AddMinutes(-behind), readings[^1].At);
        Assert.All(readings[..2], reading => Assert.Equal(reading.Received.AddMinutes(-behind), reading.At));   // not known yet
    }

    [Fact]
    public void Judge_RegisterInAnotherUnit_IsNeverBelieved()
    {
        Accepts(Metered.Total(0, 128_457));
        foreach (var day in Enumerable.Range(1, 5))
        {
            Refuses("packet.unit", Metered.Total(day * 1440, 128 + (day / 3)));
        }

        Accepts(Metered.Total(6 * 1440, 129_200));
    }

    [Fact]
    public void Judge_CallForHelpBesideNonsense_IsKept()
    {
        var judged = _judge.Judge(Metered.Packet(Metered.Of(Measure.Battery, -1), Metered.Of(Measure.Sos, 1)));

        Assert.Equal(Measure.Sos, Assert.Single(judged.Readings, reading => reading.Measure != Measure.Alarm).Measure);
        Assert.NotNull(judged.Quarantined);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(24 * 60, true)]
    [InlineData(-60 * 24 * 30, false)]
    [InlineData((-60 * 24 * 30) - 1, true)]
    public void Judge_ClockAheadOrTooOld_IsReplacedAndFlagged(double minutesFromReceipt, bool replaced)
    {
        var reading = Metered.Total(0, 5) with { At = Metered.Noon.AddMinutes(minutesFromReceipt) };

        var judged = Assert.Single(_judge.Judge(Metered.Packet(reading)).Readings);

        Assert.Equal(replaced, judged.Marks.HasFlag(ReadingMarks.ClockReplaced));
        Assert.Equal(replaced ? Metered.Noon : reading.At, judged.At);
    }

    [Fact]
    public void Judge_WrongClock_ShowsOneExampleAnHourInTheQuarantine()
    {
        IntakePacket Ahead(int minute) => Metered.Packet(Metered.Total(minute, minute) with { At = Metered.Noon.AddDays(1) });

        var codes = new[] { 0, 1, 59, 60 }.Select(minute => _judge.Judge(Ahead(minute)).Quarantined?.Code);

        Assert.Equal(["packet.clock", null, null, "packet.clock"], codes);
    }

    [Fact]
    public void Judge_HistoryInsideTheLimit_KeepsItsTimes()
    {
        var reading = Metered.Total(0, 5) with { At = Metered.Noon.AddDays(-29), Marks = ReadingMarks.Historical };

        Assert.Equal(reading, Assert.Single(_judge.Judge(Metered.Packet(reading)).Readings));
    }

    [Fact]
    public void Judge_Instants_AreWholeMilliseconds()
    {
        var reading = Metered.Total(0, 5) with { At = Metered.Noon.AddTicks(12_345), Received = Metered.Noon.AddTicks(23_456) };

        var judged = Assert.Single(_judge.Judge(Metered.Packet(reading)).Readings);

        Assert.Equal((Metered.Noon.AddMilliseconds(1), Metered.Noon.AddMilliseconds(2)), (judged.At, judged.Received));
    }

    [Fact]
    public void Judge_RegisterBack_IsRefusedUntilItClimbsFromThere()
    {
        Accepts(Metered.Total(0, 1000));
        Refuses("packet.back", Metered.Total(10, 3));
        Refuses("packet.back", Metered.Total(10, 3)); // the same packet again proves nothing
        Accepts(Metered.Total(20, 4));
        Accepts(Metered.Total(30, 5));
    }

    [Fact]
    public void Judge_RegisterRunsOver_GoesOnFromZero()
    {
        Accepts(Metered.Total(0, 999_999_990));
        Refuses("packet.back", Metered.Total(15, 4));
        Accepts(Metered.Total(30, 9));
    }

    [Fact]
    public void Judge_RegisterBackAndStandingStill_IsBelievedTheThirdTime()
    {
        Accepts(Metered.Total(0, 1000));
        Refuses("packet.back", Metered.Total(10, 0));
        Refuses("packet.back", Metered.Total(20, 0));
        Accepts(Metered.Total(30, 0));
    }

    [Fact]
    public void Judge_Dip_IsRefusedAndTheOldRegisterGoesOn()
    {
        Accepts(Metered.Total(0, 1000));
        Refuses("packet.back", Metered.Total(10, 3));
        Accepts(Metered.Total(20, 1001));
        Refuses("packet.back", Metered.Total(30, 4)); // the first dip is no witness for the second
    }

    [Fact]
    public void Judge_JumpBeyondTheMeter_IsRefusedUntilItGoesOn()
    {
        Accepts(Metered.Total(0, 1000));
        Refuses("packet.jump", Metered.Total(10, 900_000));
        Accepts(Metered.Total(20, 1010));
        Refuses("packet.jump", Metered.Total(30, 900_000));
        Accepts(Metered.Total(40, 900_007));
    }

    [Fact]
    public void Judge_BigUseOverALongGap_IsBelieved()
    {
        Accepts(Metered.Total(0, 1000));
        Accepts(Metered.Total(60 * 24 * 7, 50_000));
    }

    [Fact]
    public void Judge_LateRow_IsNoStepBack()
    {
        Accepts(Metered.Total(60, 1000));
        Accepts(Metered.Total(10, 900));
        Accepts(Metered.Total(70, 1001));
    }

    [Fact]
    public void Judge_AfterRestart_GoesOnFromTheStoredRegister()
    {
        _judge.Load([new StoredReading(1, Metered.Total(0, 1000))]);

        Refuses("packet.back", Metered.Total(10, 3));
    }

    [Fact]
    public void Judge_UntimedPacketSentAgain_KeepsItsFirstTime()
    {
        var first = Metered.Of(Measure.UseLitres, 5) with { Sequence = 7, Marks = ReadingMarks.ServerTimed };
        var bare = Metered.Of(Measure.Lock, 1) with { Marks = ReadingMarks.ServerTimed };
        _judge.Judge(Metered.Packet(first, bare));

        var again = _judge.Judge(Redelivered(Later(first), Later(bare)));
        var fresh = _judge.Judge(Metered.Packet(Later(first) with { Sequence = 8 }, Later(bare)));

        Assert.All(again.Readings, r => Assert.Equal(Metered.Noon, r.At));
        Assert.All(fresh.Readings, r => Assert.Equal(Metered.Noon.AddMinutes(1), r.At));
    }

    private static Reading Later(Reading reading) => reading with { At = Metered.Noon.AddMinutes(1), Received = Metered.Noon.AddMinutes(1) };

    private static IntakePacket Redelivered(params Reading[] readings)
    {
        var packet = Metered.Packet(readings);
        return new IntakePacket
        {
            Community = packet.Community,
            Topic = packet.Topic,
            Payload = packet.Payload,
            Length = packet.Length,
            Received = packet.Received,
            Readings = readings,
            Redelivered = true,
        };
    }

    private void Accepts(Reading reading)
    {
        var judged = _judge.Judge(Metered.Packet(reading));
        Assert.Null(judged.Quarantined);
        Assert.Equal(reading, Assert.Single(judged.Readings));
    }

    private void Refuses(string code, Reading reading)
    {
        var judged = _judge.Judge(Metered.Packet(reading));
        Assert.DoesNotContain(judged.Readings, believed => believed.Measure == reading.Measure);
        Assert.Equal(code, judged.Quarantined?.Code);
    }
}
