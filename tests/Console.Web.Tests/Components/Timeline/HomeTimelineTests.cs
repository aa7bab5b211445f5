using System.Globalization;
using Bunit;
using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Components.Timeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Components.Timeline;

public sealed class HomeTimelineTests : BunitContext
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 30, 0, TimeSpan.Zero);

    public HomeTimelineTests()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Now));
        Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
    }

    [Fact]
    public void Render_Picture_SaysItInWordsForThoseWhoDoNotSeeIt()
    {
        var shown = Show(Picture, new AlertSpan(Now.AddHours(-2), null, Severity.Urgent, "紧急", "长时间无活动"));

        var words = shown.Find("svg.plot").GetAttribute("aria-label");

        Assert.Contains("用水 12 升", words, StringComparison.Ordinal);
        Assert.Contains("已静默 6 小时 30 分", words, StringComparison.Ordinal);
        Assert.Contains("紧急：长时间无活动", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HourWithoutReading_IsCalledNoReadingsInPictureAndTable()
    {
        var shown = Show(Picture);
        shown.Find("button.more").Click();

        Assert.NotEmpty(shown.FindAll("rect.gap"));
        var rows = shown.FindAll("tbody tr");
        Assert.Equal(48, rows.Count);
        Assert.Contains(rows, row => row.TextContent.Contains("20:00–21:00", StringComparison.Ordinal) && row.TextContent.Contains("无读数", StringComparison.Ordinal));
        Assert.Single(rows, row => row.TextContent.Contains("12", StringComparison.Ordinal) && row.TextContent.Contains("3–9", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_LockOpenedFromInside_IsNamedInTheDetailOfItsHour()
    {
        var shown = Show(Picture);

        Assert.Contains(shown.FindAll(".detail"), d => d.TextContent.Contains("14:00 屋内开锁（指纹）", StringComparison.Ordinal));
    }

    [Fact]
    public void Click_OtherSpan_AsksForIt()
    {
        TimelineSpan? asked = null;
        var shown = Render<HomeTimeline>(p => p.Add(t => t.Picture, Picture).Add(t => t.SpanChanged, span => asked = span));

        shown.FindAll(".spans button")[2].Click();

        Assert.Equal(TimelineSpan.Week, asked);
    }

    private IRenderedComponent<HomeTimeline> Show(HomePicture picture, params AlertSpan[] alerts) =>
        Render<HomeTimeline>(p => p.Add(t => t.Picture, picture).Add(t => t.Alerts, alerts));

    private static HomePicture Picture => new(
        new HomeId("demo", "7-301"), Now, WatchState.Watching, 42, Presence.Home, Now.AddHours(-6.5), new Sentence("用水", "tap"), TimeSpan.FromHours(9),
        [new HourPicture(new DateTimeOffset(2026, 11, 24, 6, 0, 0, TimeSpan.Zero), 12, new Expectation(6, 3, 9), 80, null)],
        [new HomeMark(Now.AddHours(-6.5), Measure.Lock, new LockReport(true, DoorSide.Inside, LockMethod.Finger).Packed, "l1")]);
}
