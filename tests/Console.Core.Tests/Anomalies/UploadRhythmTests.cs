using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>Meters that keep their rows and send them together are heard by their uploads, not by their rows.</summary>
public sealed class UploadRhythmTests
{
    private readonly HomeWatch _watch = Recorded.NewWatch();
    private readonly List<WatchDecision> _decisions = [];

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    public void Silence_HourlyRowsSentTogether_IsCountedFromUploadToUpload(int every)
    {
        Run(days: 12, every);
        Assert.DoesNotContain(_decisions, decision => decision.Kind == AnomalyKind.DeviceFault);

        var last = Recorded.Start.AddDays(12);
        _watch.Tell(last.AddHours((2 * every) + 0.5), _decisions);

        var silent = Assert.Single(_decisions, decision => decision.Kind == AnomalyKind.DeviceFault);
        Assert.Equal((last.ToUniversalTime(), TimeSpan.FromHours(2 * every)), (silent.Since, silent.Time - silent.Since));
    }

    [Fact]
    public void Silence_BacklogOfOneOutage_DoesNotMakeAPromptMeterSlow()
    {
        Run(days: 3, every: 1);
        Run(from: 72, until: 78, every: 6);
        Run(from: 78, until: 90, every: 1);
        _decisions.Clear();

        _watch.Tell(Recorded.Start.AddHours(92.5), _decisions);

        Assert.Contains(_decisions, decision => decision.Kind == AnomalyKind.DeviceFault && decision.Cause.EndsWith(DeviceRule.SilentFault, StringComparison.Ordinal));
    }

    [Fact]
    public void Silence_OnlyTheClockGoesOn_IsFoundWhenItIsDue()
    {
        Run(days: 3, every: 1);
        var last = Recorded.Start.AddDays(3);
        var lateness = new WatchOptions().Lateness;
        _decisions.Clear();

        // Up to the last minute there is nothing to do: no row waits and no timer is due.
        for (var minute = 16; minute <= 120; minute++)
        {
            _watch.Tell(last.AddMinutes(minute) + lateness, _decisions);
            Assert.Empty(_decisions);
        }

        Assert.True(_watch.Tell(last.AddMinutes(121) + lateness, _decisions));
        Assert.Contains(_decisions, decision => decision.Cause == "meter:silent" && decision.Time == last.AddHours(2).ToUniversalTime());
    }

    [Fact]
    public void Silence_AWillOfTheBroker_IsNoMessageOfTheDevice()
    {
        Run(days: 3, every: 1);
        var last = Recorded.Start.AddDays(3);

        _watch.Take(Recorded.Row(last.AddHours(1.5), "meter", Measure.Link, 0), _decisions);
        _watch.Tell(last.AddHours(2.5), _decisions);

        Assert.Contains(_decisions, decision => decision.Cause == "meter:silent" && decision.Since == last.ToUniversalTime());
    }

    [Fact]
    public void Rhythm_IrregularDevice_GetsTime()
    {
        var rhythm = new ReportRhythm();
        for (var i = 0; i < 40; i++)
        {
            rhythm.Take((i % 7 == 0 ? 5 : 1) * 3_600_000L);
        }

        Assert.Equal(3_600_000L, rhythm.Usual);
        Assert.True(rhythm.Limit > 5 * 3_600_000L);
    }

    private void Run(int days, int every) => Run(0, days * 24, every);

    // The clock goes on in quarters of an hour, as in the running console; rows of the hours since the last upload come together.
    private void Run(int from, int until, int every)
    {
        for (var now = Recorded.Start.AddHours(from); now < Recorded.Start.AddHours(until);)
        {
            now = now.AddMinutes(15);
            var hours = (now - Recorded.Start).TotalHours;
            for (var hour = hours % every == 0 ? (int)hours - every + 1 : int.MaxValue; hour <= hours; hour++)
            {
                var row = Recorded.Row(Recorded.Start.AddHours(hour), "meter", Measure.TotalLitres, 1000 + (8 * hour));
                _watch.Take(row with { Received = now.ToUniversalTime() }, _decisions);
            }

            _watch.Tell(now, _decisions);
        }
    }
}
