using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using CommunityConsole.Web.Pages.Homes;

namespace CommunityConsole.Web.Tests.Pages.Homes;

public sealed class WorstCaseTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly HomeId Home = new("demo", "7-301");

    [Fact]
    public void Delay_WatchedHome_AddsTheSlowestMeterTheLatenessAndTheClockError()
    {
        Device[] devices =
        [
            Meter(DeviceKind.Water, TimeSpan.FromHours(1)),
            Meter(DeviceKind.Power, TimeSpan.FromMinutes(5)) with { ClockError = TimeSpan.FromMinutes(-2) },
            Meter(DeviceKind.Door, TimeSpan.FromHours(24)),
        ];

        var delay = WorstCase.Of(Picture(WatchState.Watching, TimeSpan.FromHours(9)), devices, TimeSpan.FromMinutes(15));

        Assert.Equal(new TimeSpan(10, 17, 0), delay!.Delay);
    }

    [Fact]
    public void Delay_UnwatchedOrWithoutHabits_PromisesNothing()
    {
        Assert.Null(WorstCase.Of(Picture(WatchState.Unwatched, TimeSpan.FromHours(9)), [], TimeSpan.Zero));
        Assert.Null(WorstCase.Of(Picture(WatchState.Learning, null), [], TimeSpan.Zero));
        Assert.Null(WorstCase.Of(null, [], TimeSpan.Zero));
    }

    private static Device Meter(DeviceKind kind, TimeSpan interval) =>
        new(new DeviceId(Home, kind.ToString()), kind, Dialects.Own, "m", Now) { ExpectedInterval = interval };

    private static HomePicture Picture(WatchState state, TimeSpan? limit) => new(Home, Now, state, 42, Presence.Home, Now, null, limit, [], []);
}
