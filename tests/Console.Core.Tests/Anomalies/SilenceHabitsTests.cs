using CommunityConsole.Core.Anomalies;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace CommunityConsole.Core.Tests.Anomalies;

/// <summary>How long a silence may last, learned from the silences of the past.</summary>
public sealed class SilenceHabitsTests
{
    private const int Days = 120;

    private static readonly EstateClock Clock = new(Recorded.Calendar);
    private static readonly long Monday = Recorded.Start.ToUnixTimeMilliseconds();

    [Fact]
    public void Limit_NightsAndDays_GoByTheirOwnHour()
    {
        var habits = Learned(day => [(22, 8.5), (8, 2.5), (14, 3)]);

        Assert.InRange(Hours(habits, 22), 9, 12);
        Assert.InRange(Hours(habits, 14), 3, 5.5);
    }

    [Fact]
    public void Limit_FreeDays_GoByTheirOwn()
    {
        // Off to work at nine on working days, at home and busy on the others.
        var habits = Learned(day => day % 7 < 5 ? [(22, 8), (9, 9)] : [(22, 8), (8, 1.5), (9, 2.5), (10, 2), (11, 2.5), (12, 2)]);

        Assert.InRange(habits.Limit(At(day: 2, hour: 9), 1, Clock) / (double)EstateClock.Hour, 9.5, 12);
        Assert.InRange(habits.Limit(At(day: 5, hour: 9), 1, Clock) / (double)EstateClock.Hour, 3, 8);
    }

    [Fact]
    public void Limit_NightsAway_DoNotDelayTheOtherNights()
    {
        // One evening in thirty ends with a night elsewhere: waiting for it would cost all others twelve hours.
        var habits = Learned(day => [(22, day % 30 == 7 ? 22 : 8), (14, 3)]);

        Assert.InRange(Hours(habits, 22), 8.5, 12);
    }

    [Fact]
    public void Limit_BeforeTwoWeeks_IsNotKnown()
    {
        var habits = new SilenceHabits(1);
        habits.Watch(13 * EstateClock.Day);
        habits.Learn();

        Assert.False(habits.Known);
    }

    [Fact]
    public void Limits_WhateverThePast_RiseWithTheSeverityAndKeepInBounds() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 23), Gen.Choose(4, 71)).ArrayOf(200).ToArbitrary(), silences =>
        {
            var habits = new SilenceHabits(1);
            habits.Watch(Days * EstateClock.Day);
            for (var i = 0; i < silences.Length; i++)
            {
                habits.Take(At(i % Days, silences[i].Item1), silences[i].Item2 * SilenceHabits.Step, Clock);
            }

            habits.Learn();
            for (var hour = 0; hour < 7 * 24; hour++)
            {
                var limits = Enumerable.Range(0, SilenceHabits.Levels).Select(level => habits.Limit(At(0, hour), level, Clock)).ToArray();
                Assert.True(limits[0] >= SilenceHabits.ShortestLimit && limits[0] <= limits[1] && limits[1] <= limits[2] && limits[2] <= 28 * EstateClock.Hour);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void State_SavedAndRead_GivesTheSameLimits()
    {
        var habits = Learned(day => [(22, 8.5 + (day % 3)), (8, 2.5), (14, 3)]);
        var again = new SilenceHabits(1);
        again.Pass(new StatePass(StatePass.Written(habits.Pass)));
        habits.Learn();
        again.Learn();

        Assert.All(Enumerable.Range(0, 168), hour => Assert.Equal(habits.Limit(At(0, hour), 1, Clock), again.Limit(At(0, hour), 1, Clock)));
        Assert.Equal(habits.Usual(Monday, Clock), again.Usual(Monday, Clock));
    }

    private static SilenceHabits Learned(Func<int, (int Hour, double Length)[]> silences)
    {
        var habits = new SilenceHabits(1);
        for (var day = 0; day < Days; day++)
        {
            habits.Watch(EstateClock.Day);
            foreach (var (hour, length) in silences(day))
            {
                habits.Take(At(day, hour), (long)(length * EstateClock.Hour), Clock);
            }

            habits.Learn();
        }

        return habits;
    }

    private static double Hours(SilenceHabits habits, int hour) => habits.Limit(At(2, hour), 1, Clock) / (double)EstateClock.Hour;

    private static long At(int day, int hour) => Monday + (day * EstateClock.Day) + (hour * EstateClock.Hour);
}
