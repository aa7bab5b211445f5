using System.Buffers;
using CommunityConsole.Core.Numerics;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Core.Tests.Numerics;

/// <summary>A state saved and loaded at any point decides, to the bit, what it would have decided.</summary>
public sealed class SavedStateTests
{
    private static readonly SpikeOptions Spikes = new(30, 99, TailSide.TwoSided);
    private static readonly MartingaleOptions Changes = new(12, 95) { Bet = MartingaleBet.Mixture };

    [Fact]
    public void Detectors_SavedAndLoadedAnywhere_DecideTheSame() =>
        Prop.ForAll<int, byte>((seed, cut) =>
        {
            var series = SsaSamples.Days(seed, 200 + 256, noise: 4);
            var spikes = new SsaSpikeDetector(Train(series), Spikes);
            var changes = new SsaChangePointDetector(Train(series), Changes);
            var (spikesAgain, changesAgain) = (new SsaSpikeDetector(Train(series), Spikes), new SsaChangePointDetector(Train(series), Changes));

            for (var i = 0; i < 256; i++)
            {
                if (i == cut)
                {
                    (spikesAgain, changesAgain) = (SaveAndLoad(spikesAgain), SaveAndLoad(changesAgain));
                }

                var value = series[200 + i];
                Assert.Equal(spikes.Take(value), spikesAgain.Take(value));
                Assert.Equal(changes.Take(value), changesAgain.Take(value));
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_EndsTooEarly_Refuses()
    {
        var output = new ArrayBufferWriter<byte>();
        var detector = new SsaChangePointDetector(Train(SsaSamples.Days(seed: 1, 200, noise: 1)), Changes);
        detector.State.Model.WriteTo(output);
        detector.WriteTo(output);
        Assert.Null(Record.Exception(() => Read(output.WrittenSpan.ToArray())));

        for (var length = 0; length < output.WrittenCount; length++)
        {
            Assert.Throws<InvalidDataException>(() => Read(output.WrittenSpan[..length].ToArray()));
        }
    }

    [Fact]
    public void Read_OtherVersion_Refuses()
    {
        var output = new ArrayBufferWriter<byte>();
        Train(SsaSamples.Days(seed: 1, 200, noise: 1)).Model.WriteTo(output);
        var bytes = output.WrittenSpan.ToArray();
        bytes[0]++;

        var refusal = Assert.Throws<InvalidDataException>(() => Read(bytes));

        Assert.Contains("version 2", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotFinite_Refuses()
    {
        var output = new ArrayBufferWriter<byte>();
        new StateWriter(output).WriteNumber(double.NaN);

        Assert.Throws<InvalidDataException>(() => new StateReader(output.WrittenSpan).ReadNumber());
    }

    [Fact]
    public void Read_OtherHistoryLength_Refuses()
    {
        var output = new ArrayBufferWriter<byte>();
        var detector = new SsaSpikeDetector(Train(SsaSamples.Days(seed: 1, 200, noise: 1)), Spikes);
        detector.WriteTo(output);

        Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new StateReader(output.WrittenSpan);
            SsaSpikeDetector.Read(detector.State.Model, Spikes with { History = 31 }, ref reader);
        });
    }

    private static SsaState Train(double[] series) =>
        new SsaTrainer().Train(series.AsSpan(0, 200), new SsaOptions(24, SsaRank.Fixed(3)))!;

    private static SsaSpikeDetector SaveAndLoad(SsaSpikeDetector detector)
    {
        var output = new ArrayBufferWriter<byte>();
        detector.State.Model.WriteTo(output);
        detector.WriteTo(output);
        var reader = new StateReader(output.WrittenSpan);
        var restored = SsaSpikeDetector.Read(SsaModel.Read(ref reader), Spikes, ref reader);
        Assert.Equal(0, reader.Remaining);
        return restored;
    }

    private static SsaChangePointDetector SaveAndLoad(SsaChangePointDetector detector)
    {
        var output = new ArrayBufferWriter<byte>();
        detector.State.Model.WriteTo(output);
        detector.WriteTo(output);
        return Read(output.WrittenSpan.ToArray());
    }

    private static SsaChangePointDetector Read(byte[] bytes)
    {
        var reader = new StateReader(bytes);
        return SsaChangePointDetector.Read(SsaModel.Read(ref reader), Changes, ref reader);
    }
}
