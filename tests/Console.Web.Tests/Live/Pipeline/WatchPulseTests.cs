using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Live.Pipeline;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Web.Tests.Live.Pipeline;

public sealed class WatchPulseTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
    private readonly WatchPulse _pulse;

    public WatchPulseTests() => _pulse = new WatchPulse(_time);

    [Fact]
    public async Task Read_WatchStandsStill_LagGrowsFromTheFirstMeasurementThatSawIt()
    {
        await StoreAsync(1);
        _pulse.Read(position: 1);

        await StoreAsync(2);
        MeasureFor(20, position: 1);
        await StoreAsync(3);
        MeasureFor(20, position: 1);

        Assert.Equal((TimeSpan.FromSeconds(39), TimeSpan.FromSeconds(40)), _pulse.Read(position: 1));
    }

    [Fact]
    public async Task Read_WatchKeepsPaceUnderLoad_LagStaysAtOneMeasurement()
    {
        for (var position = 1; position < 60; position++)
        {
            await StoreAsync(position + 1);
            Assert.True(_pulse.Read(position).Lag <= TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public async Task Read_NoMessagesCome_NoLagButALongPause()
    {
        await StoreAsync(1);
        _pulse.Read(position: 1);

        MeasureFor(300, position: 1);

        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(5)), _pulse.Read(position: 1));
    }

    private void MeasureFor(int seconds, long position)
    {
        for (var second = 0; second < seconds; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _pulse.Read(position);
        }
    }

    private async Task StoreAsync(long position) => await _pulse.StoredAsync(
        [new StoredReading(position, new Reading(new DeviceId(new HomeId("demo", "h1"), "w"), DeviceKind.Water, Measure.TotalLitres, position, _time.GetUtcNow(), _time.GetUtcNow()))],
        CancellationToken.None);
}
