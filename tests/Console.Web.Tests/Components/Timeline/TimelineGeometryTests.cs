using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Components.Timeline;

namespace CommunityConsole.Web.Tests.Components.Timeline;

public sealed class TimelineGeometryTests
{
    /// <summary>20:30 in Shanghai.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 30, 0, TimeSpan.Zero);

    private static readonly EstateCalendar Shanghai = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));

    [Fact]
    public void Draw_TwoDays_EndsAtTheHourAfterNowAndHasOneSlotPerHour()
    {
        var drawing = Draw(Picture());

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 13, 0, 0, TimeSpan.Zero), drawing.To);
        Assert.Equal(drawing.To.AddHours(-48), drawing.From);
        Assert.Equal(48, drawing.Slots.Count);
        Assert.True(drawing.Slots[^1].InProgress);
        Assert.False(drawing.Slots[^2].InProgress);
        Assert.Equal(100, drawing.Slots.Sum(s => s.Width), 6);
    }

    [Fact]
    public void Draw_HourNotReported_IsAGapAndNeverAZeroBar()
    {
        var drawing = Draw(Picture(Hour(4, litres: 12), Hour(3, litres: null), Hour(1, litres: 0)));

        Assert.Equal(2, drawing.Water.Bars.Count);   // 12 litres and a true zero, nothing for the two silent hours
        Assert.Contains(drawing.Water.Gaps, g => g.Hours == 2);
        Assert.Equal(0, drawing.Water.Bars[1].Height);
    }

    [Fact]
    public void Draw_HourInProgressWithoutReading_IsNotYetAGap()
    {
        var drawing = Draw(Picture([.. Enumerable.Range(1, 47).Select(back => Hour(back, litres: 1))]));

        Assert.Empty(drawing.Water.Gaps);
    }

    [Fact]
    public void Draw_PowerAbsentAltogether_IsOneGapOverTheWholeSpan()
    {
        var drawing = Draw(Picture(Hour(1, litres: 3)));

        Assert.True(drawing.Power.Empty);
        Assert.Equal(47, Assert.Single(drawing.Power.Gaps).Hours);
    }

    [Fact]
    public void Draw_LineAcrossAGap_IsBroken()
    {
        var drawing = Draw(Picture(Hour(5, watts: 80), Hour(4, watts: 90), Hour(2, watts: 70)));

        Assert.Equal(2, drawing.Power.Line.Count(c => c == 'M'));
        Assert.Equal(1, drawing.Power.Line.Count(c => c == 'L'));
    }

    [Fact]
    public void Draw_BandHigherThanEveryValue_FitsIntoTheLane()
    {
        var drawing = Draw(Picture(Hour(1, watts: 80, power: new Expectation(150, 90, 260))));

        Assert.Equal(300, drawing.Power.Top);
        Assert.StartsWith("M", drawing.Power.Band, StringComparison.Ordinal);
        Assert.EndsWith("Z", drawing.Power.Band, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(10, 10)]
    [InlineData(11, 20)]
    [InlineData(0.3, 10)]
    [InlineData(87, 100)]
    [InlineData(200, 200)]
    [InlineData(412, 500)]
    public void RoundTop_IsTheNextRoundNumber(double value, double top) => Assert.Equal(top, TimelineAxis.RoundTop(value, least: 10), 9);

    [Fact]
    public void Draw_SilenceLimitAhead_PlotReachesToIt()
    {
        var drawing = Draw(Picture() with { LastSign = Now.AddHours(-6), SilenceLimit = TimeSpan.FromHours(9) });

        Assert.Equal(new DateTimeOffset(2026, 11, 24, 16, 0, 0, TimeSpan.Zero), drawing.To);
        Assert.NotNull(drawing.Silence);
        Assert.Equal(6 / 9.0, drawing.Silence.Share!.Value, 6);
        Assert.True(drawing.Silence.X < drawing.NowX && drawing.NowX < drawing.Silence.LimitX);
    }

    [Fact]
    public void Draw_LastSignBeforeThePlot_SilenceStartsAtTheLeftEdge()
    {
        var drawing = Draw(Picture() with { LastSign = Now.AddDays(-4), SilenceLimit = TimeSpan.FromHours(9) });

        Assert.NotNull(drawing.Silence);
        Assert.False(drawing.Silence.SignInside);
        Assert.Equal(0, drawing.Silence.X);
        Assert.Null(drawing.Silence.LimitX);
        Assert.True(drawing.Silence.Share > 1);
    }

    [Fact]
    public void Draw_TwoDays_WritesEverySixthHourOfTheEstate()
    {
        var ticks = Draw(Picture()).Ticks;

        Assert.All(ticks, t => Assert.Equal(0, t.Local.Hour % 6));
        Assert.Equal(2, ticks.Count(t => t.Midnight));
        Assert.Equal(TimeSpan.FromHours(8), ticks[0].Local.Offset);
    }

    [Fact]
    public void Draw_DayWithTheClockSetBack_KeepsMidnightAtMidnight()
    {
        var berlin = new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        var afterChange = new DateTimeOffset(2026, 10, 26, 12, 0, 0, TimeSpan.Zero);

        var ticks = TimelineGeometry.Draw(Picture(), [], TimelineSpan.TwoDays, afterChange, berlin).Ticks;

        Assert.All(ticks, t => Assert.Equal(0, t.Local.Hour % 6));
    }

    [Fact]
    public void Draw_DoorOpenedAndClosedAtOnce_IsOneSignOfTheGraverKind()
    {
        var drawing = Draw(Picture() with
        {
            Marks =
            [
                Mark(-10.00, Measure.Door, new DoorReport(true, DoorSide.Inside).Packed),
                Mark(-9.99, Measure.Door, new DoorReport(false, DoorSide.Unknown).Packed),
                Mark(-3, Measure.Lock, new LockReport(true, DoorSide.Outside, LockMethod.Staff).Packed),
            ],
        });

        Assert.Equal([(MarkShape.DoorOpen, 2), (MarkShape.Staff, 1)], drawing.Marks.Select(m => (m.Lead, m.Count)));
    }

    [Fact]
    public void Draw_MarkInsideAnHour_IsListedWithThatHour()
    {
        var drawing = Draw(Picture() with { Marks = [Mark(-0.25, Measure.Sos, 1)] });

        Assert.Equal(Measure.Sos, Assert.Single(drawing.Slots[^1].Marks).Measure);
    }

    [Fact]
    public void Draw_OverlappingAlerts_LieInRowsOfTheirOwnWithTheGravestOnTop()
    {
        var drawing = Draw(
            Picture(),
            new AlertSpan(Now.AddHours(-30), null, Severity.Critical, "word", "a"),
            new AlertSpan(Now.AddHours(-29), Now.AddHours(-20), Severity.Notice, "word", "b"),
            new AlertSpan(Now.AddHours(-90), Now.AddHours(-80), Severity.Urgent, "word", "before the plot"));

        Assert.Equal(["b", "a"], drawing.Alerts.Select(a => a.Span.Label));
        Assert.Equal(2, drawing.AlertRows);
        Assert.NotEqual(drawing.Alerts[0].Row, drawing.Alerts[1].Row);
        Assert.Equal(drawing.NowX, drawing.Alerts[1].X + drawing.Alerts[1].Width, 6);
    }

    [Fact]
    public void Draw_AlertOfThisMinute_IsStillSeenAndLabelledToTheLeft()
    {
        var alert = Assert.Single(Draw(Picture(), new AlertSpan(Now, null, Severity.Urgent, "word", "a")).Alerts);

        Assert.True(alert.Width > 0.5);
        Assert.True(alert.LabelAtEnd);
    }

    private static TimelineDrawing Draw(HomePicture picture, params AlertSpan[] alerts) =>
        TimelineGeometry.Draw(picture, alerts, TimelineSpan.TwoDays, Now, Shanghai);

    private static HomePicture Picture(params HourPicture[] hours) =>
        new(new HomeId("demo", "7-301"), Now, WatchState.Watching, 42, Presence.Home, null, null, null, hours, []);

    /// <summary>The whole hour that began <paramref name="back"/> hours before the current one.</summary>
    private static HourPicture Hour(int back, double? litres = null, double? watts = null, Expectation? power = null) =>
        new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero).AddHours(-back), litres, null, watts, power);

    private static HomeMark Mark(double hours, Measure measure, long value) => new(Now.AddHours(hours), measure, value, "d1");
}
