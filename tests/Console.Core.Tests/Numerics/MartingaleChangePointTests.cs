using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Tests.Numerics;

public sealed class MartingaleChangePointTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.99995)]
    [InlineData(1 - 1e-8)]
    public void Take_Mixture_BetsTheMeanOfAllPowerBets(double p)
    {
        const int steps = 20000;
        var mean = Enumerable.Range(0, steps).Average(i =>
        {
            var e = (i + 0.5) / steps;
            return e * Math.Pow(p, e - 1);
        });

        var verdict = new MartingaleChangePoint(new MartingaleOptions(1, 95) { Bet = MartingaleBet.Mixture }).Take(p);

        Assert.Equal(Math.Log(mean), verdict.LogMartingale, 1e-5);
    }

    [Fact]
    public void Take_FirstBet_FillsAllPlaces()
    {
        var verdict = new MartingaleChangePoint(new MartingaleOptions(20, 95)).Take(0.5);

        Assert.Equal(20 * (Math.Log(0.1) - (0.9 * Math.Log(0.5))), verdict.LogMartingale, 1e-9);
    }

    [Fact]
    public void Take_SmallValuesWithoutEnd_AlertsOnceInHValues()
    {
        var martingale = new MartingaleChangePoint(new MartingaleOptions(10, 95));

        var alerts = Enumerable.Range(1, 35).Where(_ => martingale.Take(0.001).Alert).ToArray();

        Assert.Equal([10, 20, 30], alerts);
    }

    [Theory]
    [InlineData(MartingaleBet.Power)]
    [InlineData(MartingaleBet.Mixture)]
    public void Take_CertainlyOrNever_StaysFinite(MartingaleBet bet)
    {
        var options = new MartingaleOptions(1, 95) { Bet = bet };

        Assert.Equal(new MartingaleChangePoint(options).Take(1e-8), new MartingaleChangePoint(options).Take(0));
        Assert.True(double.IsFinite(new MartingaleChangePoint(options).Take(1).LogMartingale));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Take_NoProbability_Refuses(double p) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MartingaleChangePoint(new MartingaleOptions(10, 95)).Take(p));
}
