using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Metering;

/// <summary>What messages teach of a device's rhythm and clock, also when they were kept back.</summary>
public sealed class DeviceLearningTests
{
    private Device _meter = new(Metered.Water, DeviceKind.Water, Dialects.Own, "w1", Metered.Noon);

    [Fact]
    public void Heard_RegularReports_TeachIntervalAndClock()
    {
        for (var minute = 0; minute <= 60; minute += 15)
        {
            Hear(made: minute, arrived: minute + 0.25);
        }

        Assert.Equal((TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(-15)), (_meter.ExpectedInterval, _meter.ClockError));
    }

    [Fact]
    public void Heard_BacklogAfterAnOutage_LeavesClockAndInterval()
    {
        for (var minute = 0; minute <= 120; minute += 15)
        {
            Hear(minute, minute);
        }

        // Six hours without a link; then everything within seconds.
        for (var minute = 135; minute <= 480; minute += 15)
        {
            Hear(minute, 480 + (minute / 10_000d));
        }

        Assert.InRange(_meter.ExpectedInterval!.Value, TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(17));
        Assert.InRange(_meter.ClockError!.Value, TimeSpan.FromSeconds(-5), TimeSpan.Zero);
    }

    [Fact]
    public void Heard_HourlyReadingsSentOnceADay_AreADailyRhythmWithARightClock()
    {
        for (var day = 0; day < 4; day++)
        {
            for (var hour = 0; hour < 24; hour++)
            {
                Hear(((day * 24) + hour) * 60, (((day * 24) + 23) * 60) + (hour / 100d));
            }
        }

        Assert.InRange(_meter.ClockError!.Value, TimeSpan.FromMinutes(-1), TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromHours(24), _meter.ExpectedInterval);
    }

    [Fact]
    public void Heard_ClockAnHourBehind_IsLearnedFromTheSecondMessage()
    {
        Hear(-60, 0);
        Assert.Null(_meter.ClockError);

        Hear(-45, 15);
        Hear(-30, 30);
        Hear(-15, 45);

        Assert.Equal((TimeSpan.FromHours(-1), TimeSpan.FromMinutes(15)), (_meter.ClockError, _meter.ExpectedInterval));
    }

    [Fact]
    public void Heard_ClockAhead_IsSeenAtOnceAndForgottenWhenSetRight()
    {
        Hear(4, 0);
        Assert.Equal(TimeSpan.FromMinutes(4), _meter.ClockError);

        Hear(15, 15);
        Hear(30, 30);

        Assert.Equal(TimeSpan.Zero, _meter.ClockError);
    }

    [Theory]
    [InlineData(ReadingMarks.Retained)]
    [InlineData(ReadingMarks.Historical)]
    public void Heard_NotLive_TeachesNeitherRhythmNorClockNorLink(ReadingMarks marks)
    {
        Hear(0, 0);
        Hear(15, 15);
        _meter = _meter with { Online = false };

        Hear(16, 1000, marks);
        Hear(17, 1001, marks);

        Assert.Equal((TimeSpan.FromMinutes(15), TimeSpan.Zero, false), (_meter.ExpectedInterval, _meter.ClockError, _meter.Online));
    }

    [Fact]
    public void Heard_DeviceSaysHowOftenItReports_IsExpectedSoUntilItsOwnRhythmIsKnown()
    {
        Hear(0, 0, promised: TimeSpan.FromHours(1));
        Assert.Equal(TimeSpan.FromHours(1), _meter.ExpectedInterval);

        for (var minute = 5; minute < 600; minute += 5)
        {
            Hear(minute, minute);
        }

        Assert.Equal(TimeSpan.FromMinutes(5), _meter.ExpectedInterval);
    }

    private void Hear(double made, double arrived, ReadingMarks marks = ReadingMarks.None, TimeSpan? promised = null)
    {
        var reading = Metered.Total(made, 0) with { Received = Metered.Noon.AddMinutes(arrived), Marks = marks };
        var packet = new IntakePacket
        {
            Community = "demo",
            Topic = "t",
            Payload = new byte[] { 1 },
            Length = 1,
            Received = reading.Received,
            Readings = [reading],
            PromisedInterval = promised,
        };
        _meter = DeviceLearning.Heard(_meter, new JudgedPacket(packet, [reading], null, 0));
    }
}
