using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Metering;

namespace CommunityConsole.Core.Tests.Anomalies;

public class CohortTests
{
    [Fact]
    public void NewHome_LentTheHabitsOfOthers_IsWarnedEarlierThanByTheFloorAlone()
    {
        var cohort = Cohort.Of(Enumerable.Range(0, 5).Select(_ => Settled()), fewest: 5);

        // Five days of the usual life, then nothing from nine in the morning.
        var stops = Recorded.Start.AddDays(5).AddHours(9);
        var alone = FirstUrgent(null, stops);
        var lent = FirstUrgent(cohort, stops);

        Assert.NotNull(lent);
        Assert.True(lent < alone, $"{lent} with the cohort, {alone} without");
    }

    [Fact]
    public void HomeOfSixWeeks_WithOrWithoutACohort_HasItsOwnLimits()
    {
        var cohort = Cohort.Of(Enumerable.Range(0, 5).Select(_ => Settled(litres: _ => 5)), fewest: 5);
        var (with, without) = (Recorded.NewWatch(), Recorded.NewWatch());
        with.Follow(cohort);

        Recorded.Decide(Recorded.Water(60), with);
        Recorded.Decide(Recorded.Water(60), without);

        Assert.Equal(without.Picture().SilenceLimit, with.Picture().SilenceLimit);
        Assert.False(with.Picture().Borrows);
    }

    [Fact]
    public void Learning_OfANewHome_IsShownWithItsDay()
    {
        var watch = Recorded.NewWatch();
        watch.Follow(Cohort.Of([Settled()], fewest: 1));

        Recorded.Decide(Recorded.Water(3), watch);

        var picture = watch.Picture();
        Assert.Equal((WatchState.Learning, true, 2), (picture.State, picture.Borrows, picture.LearnedDays));
        Assert.NotNull(picture.SilenceLimit);
    }

    [Fact]
    public void Cohort_OfTooFewHomes_IsNone() => Assert.Null(Cohort.Of([Settled()], fewest: 5));

    private static DateTimeOffset? FirstUrgent(Cohort? cohort, DateTimeOffset stops)
    {
        var watch = Recorded.NewWatch();
        watch.Follow(cohort);
        return Recorded.Decide(Recorded.Water(8, at => at > stops ? 0 : Recorded.Usual(at)), watch)
            .FirstOrDefault(decision => decision is { Kind: AnomalyKind.Inactivity, Severity: >= Severity.Urgent } && decision.Time > stops)?.Time;
    }

    private static HomeWatch Settled(Func<DateTimeOffset, long>? litres = null)
    {
        var watch = Recorded.NewWatch();
        Recorded.Decide(Recorded.Water(60, litres), watch);
        return watch;
    }
}
