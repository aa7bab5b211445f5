using System.Buffers;
using System.Globalization;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Wire;

/// <summary>
/// Valid packets with a few bytes changed, cut out or put in. The codec answers each with packets or a fault, and takes
/// no more memory than the packet is long.
/// </summary>
public sealed class PacketFuzzTests
{
    // MQTT_FUZZ_PACKETS=10000000 runs the full form.
    private static readonly int Packets = int.Parse(Environment.GetEnvironmentVariable("MQTT_FUZZ_PACKETS") ?? "20000", CultureInfo.InvariantCulture);

    [Fact]
    public void Read_MutatedPackets_EndInPacketsOrFaults()
    {
        var (read, faults) = (0, 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var seed = 0; seed < Packets; seed++)
        {
            var maker = new PacketMaker(seed);
            var bytes = Mutate(maker.Next(), new Random(seed));
            try
            {
                using var cursor = new PacketCursor { Maximum = 10_000 };
                cursor.Open(new ReadOnlySequence<byte>(bytes));
                while (cursor.TryNext(out var packet))
                {
                    AnyPacket.Rewrite(packet, maker.Version);
                    read++;
                }
            }
            catch (WireFault)
            {
                faults++;
            }
        }

        // Both ends of the codec are met, or the mutations are too tame or too wild to find anything.
        Assert.InRange(read, Packets / 20, Packets * 4L);
        Assert.InRange(faults, Packets / 20, Packets);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / Packets, 0, 30_000);
    }

    private static byte[] Mutate(byte[] packet, Random random)
    {
        var bytes = packet.ToList();
        for (var changes = random.Next(1, 4); changes > 0 && bytes.Count > 0; changes--)
        {
            // Lengths and flags stand in front, so half of the changes go there.
            var at = random.Next(2) == 0 ? random.Next(Math.Min(bytes.Count, 12)) : random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }
}
