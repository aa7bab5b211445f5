using System.Buffers;
using System.Diagnostics;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Server;
using CommunityConsole.Iot.Tests.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Abuse;

/// <summary>What attackers send to brokers, by class; after each the good client is served, nothing is left, and the process rests.</summary>
[Collection(nameof(Alone))]
public sealed class AbuseTests : IAsyncLifetime
{
    private ServerHost _server = null!;
    private RawClient _good = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:MaximumPacketSize"] = "268435460", ["Mqtt:PendingPerAddress"] = "5" });
        _good = await RawClient.ConnectAsync(_server, id: "good");
    }

    public async Task DisposeAsync()
    {
        await _good.PublishAsync("community/demo/home/1/water/w1", "good"u8.ToArray());
        Assert.Equal(ReasonCode.Success, (await _good.ReadAckAsync(PacketType.PubAck)).Reason);
        await Poll.UntilAsync(() => _server.Server.Connections == 1, "only the good client's connection");
        await Idle.AgainAsync();
        _good.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("30FFFFFFFF01", null)] // a fifth byte of length
    [InlineData("30808000", ReasonCode.MalformedPacket)] // longer than it needs to be
    [InlineData("30050007" + "616263", ReasonCode.MalformedPacket)] // a topic longer than its packet
    [InlineData("3005000161" + "7F78", ReasonCode.MalformedPacket)] // properties longer than their packet
    [InlineData("82070001" + "0300017000", ReasonCode.MalformedPacket)]
    public async Task MalformedLength_OfAnyField_IsClosed(string hex, object? reason)
    {
        using var client = await RawClient.ConnectAsync(_server);

        await client.SendHexAsync(hex);

        Assert.Equal(reason, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task MalformedLength_OfAQuarterOfAGigabyte_AllocatesNothingUntilItsBytesCome()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => RawClient.ConnectAsync(_server, id: $"big{i}")));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        foreach (var client in clients)
        {
            await client.SendHexAsync("30FBFFFF7F" + "000174");
        }

        await _good.PingAsync();
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4_000_000);
        Array.ForEach(clients, client => client.Reset());
    }

    [Theory]
    [InlineData(PacketType.Publish)]
    [InlineData(PacketType.Subscribe)]
    [InlineData(PacketType.Unsubscribe)]
    public async Task HalfPackets_CutAtEveryByte_ClosedOrReset_LeaveTheProcessIdle(object type)
    {
        var bytes = new PacketMaker(1).Make((PacketType)type);
        for (var length = 1; length < bytes.Length; length += 1 + (length / 30))
        {
            var client = await RawClient.ConnectAsync(_server, new PacketMaker(1).Version, $"cut{length}");
            await client.SendAsync(bytes.AsMemory(0, length));
            End(client, length);
        }
    }

    [Fact]
    public async Task HalfPackets_OfALogin_CutAtEveryByte_LeaveTheProcessIdle()
    {
        var bytes = new ArrayBufferWriter<byte>();
        ControlWriter.Write(bytes, new ConnectPacket(ProtocolVersion.V5, "cut", true, 60, PropertyBag.Of(Property.User("a", "b"))) { UserName = "u", Password = [1] });
        for (var length = 0; length < bytes.WrittenCount; length++)
        {
            var client = await RawClient.OpenAsync(_server);
            await client.SendAsync(bytes.WrittenMemory[..length]);
            End(client, length);
            await Poll.UntilAsync(() => _server.Server.Connections == 1, "the half login has ended");
        }
    }

    [Fact]
    public async Task MemoryBeforeLogin_ConnectionsOfOneAddressThatDoNotLogIn_AreCapped()
    {
        var waiting = new List<RawClient>();
        for (var i = 0; i < 5; i++)
        {
            waiting.Add(await RawClient.OpenAsync(_server));
            await waiting[i].SendHexAsync("10");
            await Poll.UntilAsync(() => _server.Server.Connections == i + 2, "it waits for its login");
        }

        using var late = await RawClient.OpenAsync(_server);
        Assert.Null(await late.ReadAsync());
        waiting.ForEach(client => client.Reset());
        await Poll.UntilAsync(() => _server.Server.Connections == 1, "they have gone");
        using var next = await RawClient.ConnectAsync(_server, id: "next");
        await next.PingAsync();
    }

    [Fact]
    public async Task MemoryBeforeLogin_AnythingButASmallConnect_IsClosed()
    {
        foreach (var hex in new[] { "C000", "10FF7F", "30FFFFFF7F", "F000", "E000", "82070001000001700" + "0" })
        {
            using var client = await RawClient.OpenAsync(_server);
            await client.SendHexAsync(hex);
            Assert.Null(await client.ReadAsync());
        }
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, ReasonCode.QuotaExceeded)]
    [InlineData(50_000, ReasonCode.QuotaExceeded)]
    public async Task PropertyAbuse_ManyUserProperties_AreRefusedInLinearTime(int count, object? reason)
    {
        using var client = await RawClient.ConnectAsync(_server);
        var watch = Stopwatch.StartNew();

        await client.PublishAsync("plain/a", "x"u8.ToArray(), properties: [.. Enumerable.Repeat(Property.User("a", "b"), count)]);

        if (reason is null)
        {
            await client.ReadAckAsync(PacketType.PubAck);
        }
        else
        {
            Assert.Equal(reason, await client.ReadToEndAsync());
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task DeepTopics_AndATreeFullOfWildcards_CostABoundedTime()
    {
        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("plain/other", Qos.AtMostOnce));
        for (var i = 0; i < 199; i++)
        {
            // Each filter branches off at another depth, so a match has every choice at every level.
            var levels = Enumerable.Range(0, 199).Select(level => level == i ? "a" : "+");
            await reader.SubscribeAsync(new FilterRequest("plain/" + string.Join('/', levels), Qos.AtMostOnce));
        }

        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        var watch = Stopwatch.StartNew();
        for (ushort i = 1; i <= 50; i++)
        {
            await writer.PublishAsync($"plain/{string.Join('/', Enumerable.Repeat("b", 198))}/{i}", "x"u8.ToArray(), id: i);
            await writer.ReadAckAsync(PacketType.PubAck);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.Equal([ReasonCode.QuotaExceeded], await reader.SubscribeAsync(new FilterRequest("plain/more", Qos.AtMostOnce)));
    }

    [Fact]
    public async Task RetainedFlood_ReplayToAWildcard_IsPacedByTheReader()
    {
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        for (ushort i = 1; i <= 2_000; i++)
        {
            await writer.PublishAsync($"plain/{i}", "kept"u8.ToArray(), id: i, retain: true);
            await writer.ReadAckAsync(PacketType.PubAck);
        }

        using var reader = await RawClient.ConnectAsync(_server, id: "reader", properties: PropertyBag.Of(Property.Of(PropertyId.ReceiveMaximum, 2u)));
        await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtLeastOnce));
        var first = await reader.HearAsync();
        await reader.HearAsync();
        await reader.PingAsync();   // no more until it has answered
        await reader.AckAsync(PacketType.PubAck, first.PacketId);
        await reader.HearAsync();
        await reader.PingAsync();

        // To ask again and again does not fill the memory.
        ReasonCode? reason = null;
        for (var i = 0; i < 10 && reason is null; i++)
        {
            await reader.SendAsync(w => ControlWriter.Write(w, new SubscribePacket(1, [new FilterRequest("plain/#", Qos.AtLeastOnce)], PropertyBag.Empty), ProtocolVersion.V5));
            reason = await reader.ReadAsync() is { Type: PacketType.Disconnect } packet ? PacketReader.ReadNotice(packet.Type, packet.Body.Span, ProtocolVersion.V5).Reason : null;
        }

        Assert.Equal(ReasonCode.QuotaExceeded, reason);
        reader.Reset();
    }

    [Fact]
    public async Task PacketIdHoarding_OpenIdentifiersOfAnEndedSession_AreFreed()
    {
        for (var round = 0; round < 3; round++)
        {
            using var client = await RawClient.ConnectAsync(_server, id: "hoards");
            for (ushort i = 1; i <= 1_000; i++)
            {
                await client.PublishAsync("plain/a", "x"u8.ToArray(), Qos.ExactlyOnce, i);
                await client.ReadAckAsync(PacketType.PubRec);
            }

            await client.PublishAsync("plain/a", "x"u8.ToArray(), Qos.ExactlyOnce, 1_001);
            Assert.Equal(ReasonCode.ReceiveMaximumExceeded, await client.ReadToEndAsync());
        }
    }

    [Fact]
    public async Task SlowConsumer_OfOnePublisher_DoesNotHoldUpAnother()
    {
        using var sleeps = await RawClient.ConnectAsync(_server, id: "sleeps");
        await sleeps.SubscribeAsync(new FilterRequest("plain/flood", Qos.AtMostOnce));
        using var floods = await RawClient.ConnectAsync(_server, id: "floods");
        var flooding = Task.Run(async () =>
        {
            // It ends when the server cuts the sleeper off, or the socket is closed below.
            await Record.ExceptionAsync(async () =>
            {
                while (true)
                {
                    await floods.PublishAsync("plain/flood", new byte[100_000], Qos.AtMostOnce);
                }
            });
        });

        for (ushort i = 1; i <= 200; i++)
        {
            await _good.PublishAsync("community/demo/home/1/water/w1", Encoding.UTF8.GetBytes($"{i}"), id: i);
            Assert.Equal(i, (await _good.ReadAckAsync(PacketType.PubAck)).PacketId);
        }

        sleeps.Reset();
        floods.Reset();
        await flooding;
    }

    [Fact]
    public async Task PacketOrder_AnythingAfterDisconnect_IsNotLookedAt()
    {
        using var client = await RawClient.ConnectAsync(_server, id: "leaves");
        var bytes = new ArrayBufferWriter<byte>();
        PacketWriter.WriteEmpty(bytes, PacketType.Disconnect);
        PacketWriter.WritePublish(bytes, new OutgoingPublish { Topic = "community/demo/home/1/water/w1"u8, Payload = "late"u8 }, ProtocolVersion.V5);
        bytes.Write(new byte[] { 0xFF, 0xFF, 0xFF });

        await client.SendAsync(bytes.WrittenMemory);

        Assert.Null(await client.ReadToEndAsync());
        Assert.Empty(_server.Sink.Taken);
        Assert.Equal(0, _server.Server.Counters.Faults);
    }

    [Fact]
    public async Task TakeOver_LoopOfTwoClients_LeavesOneSessionAndAnIdleProcess()
    {
        for (var i = 0; i < 100; i++)
        {
            using var one = await RawClient.ConnectAsync(_server, id: "same", cleanStart: false);
            using var two = await RawClient.ConnectAsync(_server, id: "same", cleanStart: false);
            Assert.Equal(ReasonCode.SessionTakenOver, await one.ReadToEndAsync());
        }

        await Poll.UntilAsync(() => _server.Server.Sessions == 1, "only the good client's session");
    }

    [Fact]
    public async Task WillStorm_WhenTheServerStops_DoesNotHappen()
    {
        await using var other = await ServerHost.StartAsync();
        var will = new WillMessage("community/demo/home/1/water/w1", "gone"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Empty);
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RawClient.ConnectAsync(other, id: $"w{i}", will: will)));

        other.Server.CloseAll();

        foreach (var client in clients)
        {
            Assert.Equal(ReasonCode.ServerShuttingDown, await client.ReadToEndAsync());
            client.Dispose();
        }

        await Poll.UntilAsync(() => other.Server.Connections == 0, "all connections have ended");
        Assert.Empty(other.Sink.Taken);
    }

    private static void End(RawClient client, int length)
    {
        if (length % 2 == 0)
        {
            client.Reset();
        }
        else
        {
            client.Dispose();
        }
    }
}
