using System.Buffers;
using CommunityConsole.Iot.Mqtt.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

public sealed class PacketRoundTripTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void Rewrite_AnyValidPacket_GivesTheSameBytes() => Prop.ForAll(Seeds(), seed =>
    {
        var maker = new PacketMaker(seed);
        var bytes = maker.Next();
        var cursor = Over(new ReadOnlySequence<byte>(bytes));

        Assert.True(cursor.TryNext(out var packet));
        Assert.Equal(bytes, AnyPacket.Rewrite(packet, maker.Version));
        Assert.False(cursor.TryNext(out _));
    }).Check(Many);

    [Fact]
    public void Cursor_PacketsCutAnywhere_GivesTheSamePackets() => Prop.ForAll(Seeds(), seed =>
    {
        var maker = new PacketMaker(seed);
        var all = Enumerable.Range(0, 4).Select(_ => maker.Next()).ToList();
        var stream = all.SelectMany(b => b).ToArray();
        var cursor = Over(Cut(stream, new Random(seed)));

        foreach (var one in all)
        {
            Assert.True(cursor.TryNext(out var packet));
            Assert.Equal(one, AnyPacket.Rewrite(packet, maker.Version));
        }

        Assert.False(cursor.TryNext(out _));
    }).Check(Many);

    [Fact]
    public void Cursor_PacketTruncatedAtEveryByte_WaitsForTheRest()
    {
        foreach (var seed in Enumerable.Range(0, 300))
        {
            var bytes = new PacketMaker(seed).Next();
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.False(Over(new ReadOnlySequence<byte>(bytes, 0, length)).TryNext(out _));
            }
        }
    }

    /// <summary>A body that ends early is a fault of the packet, wherever the end is; nothing else may happen.</summary>
    [Fact]
    public void Read_BodyTruncatedAtEveryByte_IsAFaultOrAShorterPacket()
    {
        foreach (var seed in Enumerable.Range(0, 300))
        {
            var maker = new PacketMaker(seed);
            var cursor = Over(new ReadOnlySequence<byte>(maker.Next()));
            Assert.True(cursor.TryNext(out var packet));
            for (var length = 0; length < packet.Body.Length; length++)
            {
                try
                {
                    AnyPacket.Rewrite(packet with { Body = packet.Body[..length] }, maker.Version);
                }
                catch (WireFault)
                {
                    // The only exception there may be.
                }
            }
        }
    }

    private static Arbitrary<int> Seeds() => Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    private static PacketCursor Over(ReadOnlySequence<byte> bytes)
    {
        var cursor = new PacketCursor { Maximum = 100_000 };
        cursor.Open(bytes);
        return cursor;
    }

    private static ReadOnlySequence<byte> Cut(byte[] bytes, Random random)
    {
        var first = new Piece(ReadOnlyMemory<byte>.Empty, null);
        var last = first;
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(0, 20), bytes.Length - at);
            last = new Piece(bytes.AsMemory(at, length), last);
            at += length;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory, Piece? before)
        {
            Memory = memory;
            if (before is not null)
            {
                RunningIndex = before.RunningIndex + before.Memory.Length;
                before.Next = this;
            }
        }
    }
}
