using System.Buffers;
using CommunityConsole.Core.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Numerics;

/// <summary>A state in single precision says nearly what the one in double precision says, and exactly the same after a restart.</summary>
public sealed class CompactSsaTests
{
    [Fact]
    public void Values_TakenIn_ExpectNearlyTheSame() => Prop.ForAll<int>(seed =>
    {
        var series = SsaSamples.Days(seed, 400, noise: 4);
        var exact = Train(series);
        var compact = new CompactSsa(exact);
        foreach (var value in series.AsSpan(300))
        {
            Assert.Equal(exact.Next, compact.Next, 1e-4);   // of values around 10
            Assert.Equal(exact.Take(value), compact.Take(value), 1e-4);
        }

        Assert.Equal(exact.Model.NoiseVariance, compact.NoiseVariance, 1e-5);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Saved_AndLoadedAnywhere_ExpectsTheSameToTheBit() => Prop.ForAll<int, byte>((seed, cut) =>
    {
        var series = SsaSamples.Days(seed, 300 + 256, noise: 4);
        var (kept, again) = (new CompactSsa(Train(series)), new CompactSsa(Train(series)));
        for (var i = 300; i < series.Length; i++)
        {
            again = i == 300 + cut ? Loaded(Saved(again)) : again;
            Assert.Equal(kept.Take(series[i]), again.Take(series[i]));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_BrokenBytes_AreRefused()
    {
        var bytes = Saved(new CompactSsa(Train(SsaSamples.Days(seed: 1, 300, noise: 1))));

        Assert.All(Enumerable.Range(0, bytes.Length), length => Assert.Throws<InvalidDataException>(() => Loaded(bytes[..length])));
        BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - 4), float.NaN);
        Assert.Throws<InvalidDataException>(() => Loaded(bytes));
    }

    private static SsaState Train(double[] series) => new SsaTrainer().Train(series.AsSpan(0, 300), new SsaOptions(24, SsaRank.Fixed(7)))!;

    private static byte[] Saved(CompactSsa compact)
    {
        var output = new ArrayBufferWriter<byte>();
        compact.WriteTo(output);
        return output.WrittenSpan.ToArray();
    }

    private static CompactSsa Loaded(byte[] bytes)
    {
        var reader = new StateReader(bytes);
        return CompactSsa.Read(ref reader);
    }
}
