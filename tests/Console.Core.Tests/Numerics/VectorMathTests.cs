using CommunityConsole.Core.Numerics;

namespace CommunityConsole.Core.Tests.Numerics;

/// <summary>The fast loops against the plain ones, to the bit: a replay must not depend on which of them ran.</summary>
public sealed class VectorMathTests
{
    private readonly Random _random = new(20261130);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(31, 24)]
    [InlineData(32, 24)]
    [InlineData(53, 71)]
    [InlineData(649, 24)]
    public void AddSliding_AnyLength_IsFactorByFactorToTheBit(int sums, int factors)
    {
        var (from, by) = (Numbers(sums + factors - 1), Numbers(factors));
        var (fast, plain) = Twice(Numbers(sums));

        VectorMath.AddSliding(fast, by, from);
        for (var j = 0; j < factors; j++)
        {
            for (var i = 0; i < sums; i++)
            {
                plain[i] += by[j] * from[i + j];
            }
        }

        Assert.Equal(Bits(plain), Bits(fast));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(53, 24)]
    [InlineData(672, 24)]
    public void AddSlidingBack_AnyLength_IsFactorByFactorToTheBit(int sums, int factors)
    {
        var (from, by) = (Numbers(sums + factors - 1), Numbers(factors));
        var (fast, plain) = Twice(Numbers(sums));

        VectorMath.AddSlidingBack(fast, by, from);
        for (var j = 0; j < factors; j++)
        {
            for (var i = 0; i < sums; i++)
            {
                plain[i] += by[j] * from[i + factors - 1 - j];
            }
        }

        Assert.Equal(Bits(plain), Bits(fast));
    }

    [Fact]
    public void AddRows_TableOfLimits_IsRowByRowToTheBit()
    {
        var (table, by) = (Numbers(71 * 53), Numbers(71));
        var (fast, plain) = Twice(Numbers(53));

        VectorMath.AddRows(fast, by, table);
        for (var j = 0; j < by.Length; j++)
        {
            VectorMath.AddScaled(plain, by[j], table.AsSpan(j * 53, 53));
        }

        Assert.Equal(Bits(plain), Bits(fast));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(37)]
    [InlineData(53)]
    public void Least_ManyAlike_IsTheFirstOfTheLeast(int length)
    {
        for (var round = 0; round < 200; round++)
        {
            // Few different values, so that the least comes more than once.
            var (a, b) = (Small(length), Small(length));
            var costs = a.Select((value, i) => value + (2.5 * b[i])).ToList();

            Assert.Equal(costs.IndexOf(costs.Min()), VectorMath.Least(a, 2.5, b));
        }
    }

    private double[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (_random.NextDouble() - 0.3) * Math.Pow(10, _random.Next(-6, 6)))];

    private double[] Small(int count) => [.. Enumerable.Range(0, count).Select(_ => (double)_random.Next(4))];

    private static (double[] One, double[] Other) Twice(double[] numbers) => (numbers, [.. numbers]);

    private static long[] Bits(double[] numbers) => Array.ConvertAll(numbers, BitConverter.DoubleToInt64Bits);
}
