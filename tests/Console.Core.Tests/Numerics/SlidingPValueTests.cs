using CommunityConsole.Core.Numerics;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics;

namespace CommunityConsole.Core.Tests.Numerics;

public sealed class SlidingPValueTests
{
    [Fact]
    public void Take_AnyScores_EqualsTheDefinition() =>
        Prop.ForAll<int>(seed =>
        {
            var random = new Random(seed);
            var scores = Enumerable.Range(0, 40).Select(_ => random.NextDouble() * 4).ToArray();
            var sliding = new SlidingPValue(9);

            for (var i = 0; i < scores.Length; i++)
            {
                var expected = Defined(scores[Math.Max(0, i - 9)..i], scores[i]);
                Assert.Equal(expected, sliding.Take(scores[i]).Above, 1e-9);
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Judge_FarOut_IsClippedAndSidesAreOpposite()
    {
        var sliding = new SlidingPValue(4);
        foreach (var score in new[] { 1.0, 2, 1, 2 })
        {
            sliding.Take(score);
        }

        var high = sliding.Judge(1000);

        Assert.Equal(1e-8, high.On(TailSide.Positive));
        Assert.Equal(1 - 1e-8, high.On(TailSide.Negative));
        Assert.Equal(1e-8, high.On(TailSide.TwoSided));
        Assert.Equal(1e-8, sliding.Judge(-1000).On(TailSide.Negative), 1e-12);
    }

    [Fact]
    public void Take_NotFinite_RefusesAndKeepsTheHistory()
    {
        var sliding = new SlidingPValue(4);
        sliding.Take(1);

        Assert.Throws<ArgumentOutOfRangeException>(() => sliding.Take(double.NaN));

        Assert.Equal(1, sliding.Count);
    }

    private static double Defined(double[] history, double score)
    {
        if (history.Length == 0)
        {
            return 0.5;
        }

        var pairs = 0.0;
        for (var i = 0; i < history.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                pairs += (history[i] - history[j]) * (history[i] - history[j]);
            }
        }

        var width = history.Length == 1 ? Math.Sqrt(2) : Math.Max(1e-6, Math.Sqrt(2) * Math.Sqrt(pairs) / history.Length);
        return Math.Clamp(0.5 - (history.Sum(one => SpecialFunctions.Erf((score - one) / width)) / (2 * history.Length)), 1e-8, 1 - 1e-8);
    }
}
