using System.Net;
using System.Net.Sockets;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>Limits of rate: packets and bytes of a connection, connections of an address, failed logins.</summary>
public sealed class LimitTests
{
    private static readonly IPAddress Somewhere = IPAddress.Parse("192.0.2.7");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Pace_BeyondTheBucket_WaitsAsLongAsTheDebtTakes()
    {
        var pace = new Pace(100, 10_000, _time);

        Assert.Equal(TimeSpan.Zero, pace.Spend(1_000, 1_000));
        Assert.Equal(TimeSpan.FromSeconds(0.5), pace.Spend(50, 10));
        _time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.FromSeconds(0.01), pace.Spend(1, 10));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromSeconds(2), pace.Spend(1, 120_000));
    }

    [Fact]
    public void Pace_WithoutLimits_NeverWaits() => Assert.Equal(TimeSpan.Zero, new Pace(0, 0, _time).Spend(int.MaxValue, long.MaxValue));

    [Fact]
    public async Task Connection_FasterThanItsPace_IsReadLaterAndLosesNothing()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:PacketRate"] = "5" }, _time);
        using var client = await RawClient.ConnectAsync(server, keepAlive: 0);
        for (ushort i = 1; i <= 60; i++)
        {
            await client.PublishAsync("community/demo/home/1/water/w1", "{}"u8.ToArray(), id: i);
        }

        // Twelve seconds' worth of packets with ten in the bucket: what is left comes when the clock allows it.
        for (ushort i = 1; i <= 60; i++)
        {
            var reading = client.ReadAckAsync(PacketType.PubAck);
            await Poll.UntilAsync(() => { _time.Advance(TimeSpan.FromMilliseconds(20)); return reading.IsCompleted; }, $"acknowledgement {i}");
            Assert.Equal(i, (await reading).PacketId);
        }

        Assert.Equal(60, server.Sink.Taken.Count);
    }

    [Fact]
    public void ConnectRate_OfOneAddress_IsBoundedAndRefills()
    {
        var rate = new ConnectRate(2, _time);

        Assert.Equal(20, Enumerable.Range(0, 100).Count(_ => rate.TryEnter(Somewhere)));
        Assert.True(rate.TryEnter(IPAddress.Parse("192.0.2.8")));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Enumerable.Range(0, 100).Count(_ => rate.TryEnter(Somewhere)));
    }

    [Fact]
    public void ConnectRate_AddressesOfOneNetwork_CountTogether()
    {
        var rate = new ConnectRate(1, _time);

        Assert.Equal(10, Enumerable.Range(1, 100).Count(i => rate.TryEnter(IPAddress.Parse($"2001:db8:0:1::{i:x}"))));
        Assert.True(rate.TryEnter(IPAddress.Parse("2001:db8:0:2::1")));
    }

    [Fact]
    public async Task Connections_BeyondTheRate_AreCutWithoutAnAnswer()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:ConnectRate"] = "1" }, _time);
        for (var i = 0; i < 10; i++)
        {
            using var good = await RawClient.ConnectAsync(server, id: $"c{i}");
        }

        Assert.True(await IsCutAsync(server));
        Assert.Equal(1, server.Server.Counters.Refused);
    }

    // The reset may reach the client before its connect has returned.
    private static async Task<bool> IsCutAsync(ServerHost server)
    {
        try
        {
            using var late = await RawClient.OpenAsync(server);
            return await late.ReadAsync() is null;
        }
        catch (SocketException fault) when (fault.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    [Fact]
    public void FailedLogins_OfOneUserOrAddress_WaitLongerEachTime()
    {
        var failed = new FailedLogins(_time);

        var waits = Enumerable.Range(0, 8).Select(i => failed.Failed(IPAddress.Parse($"192.0.2.{i}"), "d-one").TotalSeconds);
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5, 5], waits);
        Assert.Equal(0.2, failed.Failed(IPAddress.Parse("192.0.2.1"), "d-two").TotalSeconds, 3);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0.1, failed.Failed(IPAddress.Parse("192.0.2.1"), "d-one").TotalSeconds, 3);
    }
}
