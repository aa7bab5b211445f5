using System.Text;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>Calls for help that come again: by a device that was not answered, by one that restarted, by somebody who captured them.</summary>
public sealed class ReplayGuardTests
{
    private readonly PacketJudge _judge = new(Metered.Options(), Metered.Registry(TimeProvider.System));

    [Fact]
    public void Call_SentAgainWithinTheHour_KeepsItsFirstTimeAlsoBehindNewerOnes()
    {
        Judge(1, minute: 0);
        Judge(2, minute: 1);

        var again = Judge(1, minute: 5);

        Assert.Equal(Metered.Noon, Assert.Single(again.Readings).At);
        Assert.Null(again.Quarantined);
    }

    [Theory]
    [InlineData(1, 61)]      // captured an hour ago
    [InlineData(-100, 1)]    // far behind the counter
    public void Call_WithANumberLongPast_CallsNobodyAndIsKeptInTheQuarantine(long sequence, double minute)
    {
        Judge(1, minute: 0);

        var replayed = Judge(sequence, minute);

        Assert.Empty(replayed.Readings);
        Assert.Equal("packet.replay", replayed.Quarantined?.Code);
    }

    [Fact]
    public void Call_LateInsideTheWindow_IsBelieved()
    {
        Judge(10, minute: 0);

        Assert.Single(Judge(8, minute: 1).Readings);
    }

    [Fact]
    public void Call_AfterTheDeviceItselfConnectedAnew_MayCountFromTheBeginning()
    {
        Judge(500, minute: 0, connection: 1);

        Assert.Single(Judge(1, minute: 90, connection: 2).Readings);
        Assert.Single(Judge(2, minute: 91, connection: 2).Readings);
        Assert.Empty(Judge(1, minute: 190, connection: 2).Readings);
    }

    [Fact]
    public void Call_ThroughAGateway_CountingOnFromWhereItFell_IsARestart()
    {
        Judge(500, minute: 0);

        Assert.Empty(Judge(1, minute: 1).Readings);
        Assert.Single(Judge(2, minute: 2).Readings);
        Assert.Single(Judge(3, minute: 3).Readings);
    }

    [Fact]
    public void Call_OfARestartedServer_KnowsTheNewestNumber()
    {
        _judge.Load([new StoredReading(1, Metered.Of(Measure.Sos, 1) with { Sequence = 500 })]);

        Assert.Empty(Judge(1, minute: 1).Readings);
        Assert.Empty(Judge(499, minute: 2).Readings);
        Assert.Single(Judge(501, minute: 3).Readings);
    }

    [Theory]
    [InlineData(-31, -60, true)]     // a time when it was here, beyond any buffer: captured
    [InlineData(-31, -10, false)]    // before it was known here: a dead clock, and somebody calls now
    [InlineData(-29, -60, false)]    // buffered
    public void Call_WithAnOldTime_IsAReplayOnlyIfTheDeviceWasHereThen(int days, int knownSinceDays, bool replayed)
    {
        var call = Metered.Of(Measure.Sos, 1) with { At = Metered.Noon.AddDays(days) };
        var judged = _judge.Judge(new IntakePacket
        {
            Community = "demo",
            Topic = "t",
            Payload = new byte[] { 1 },
            Length = 1,
            Received = Metered.Noon,
            Readings = [call],
            KnownSince = Metered.Noon.AddDays(knownSinceDays),
        });

        Assert.Equal(replayed ? 0 : 1, judged.Readings.Count);
        Assert.Equal(replayed, judged.Quarantined?.Code == "packet.replay");
    }

    [Fact]
    public void Call_WithoutNumberOrTime_IsAlwaysBelieved()
    {
        var call = Metered.Of(Measure.Sos, 1) with { Marks = ReadingMarks.ServerTimed };

        Assert.Single(_judge.Judge(Metered.Packet(call)).Readings);
        Assert.Single(_judge.Judge(Metered.Packet(call with { At = Metered.Noon.AddDays(1), Received = Metered.Noon.AddDays(1) })).Readings);
    }

    private JudgedPacket Judge(long sequence, double minute, long connection = 0)
    {
        var reading = Metered.Of(Measure.Sos, 1, minute) with { Sequence = sequence, Marks = ReadingMarks.ServerTimed };
        return _judge.Judge(new IntakePacket
        {
            Community = "demo",
            Topic = "t",
            Payload = Encoding.UTF8.GetBytes($"{{\"sos\":1,\"seq\":{sequence}}}"),
            Length = 1,
            Received = reading.Received,
            Readings = [reading],
            Connection = connection,
        });
    }
}
