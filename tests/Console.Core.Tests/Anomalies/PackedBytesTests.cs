using CommunityConsole.Core.Anomalies;

namespace CommunityConsole.Core.Tests.Anomalies;

public class PackedBytesTests
{
    [Fact]
    public void Pack_StateOfAHome_ComesBackWholeInLessRoom()
    {
        var watch = Recorded.NewWatch();
        Recorded.Decide(Recorded.Water(30), watch);
        var state = watch.Save();

        var packed = PackedBytes.Pack(state);

        Assert.Equal(state, PackedBytes.Unpack(packed));
        Assert.True(packed.Length < 0.7 * state.Length, $"{packed.Length} of {state.Length} bytes");
        Assert.Empty(PackedBytes.Unpack(PackedBytes.Pack([])));
    }

    [Fact]
    public void Unpack_CutOrChanged_IsRefused()
    {
        var packed = PackedBytes.Pack([.. Enumerable.Range(0, 1000).Select(n => (byte)(n * n))]);

        for (var length = 0; length < packed.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PackedBytes.Unpack(packed.AsSpan(0, length)));
        }

        packed[0]++;
        Assert.Throws<InvalidDataException>(() => PackedBytes.Unpack(packed));
        packed[3] = 0xff;
        Assert.Throws<InvalidDataException>(() => PackedBytes.Unpack(packed));
    }
}
