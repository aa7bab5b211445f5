using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>An acknowledgement says that something is stored, and comes in its turn.</summary>
public sealed class AcknowledgementTests
{
    private const string Topic = "community/demo/home/1/water/w1";

    [Theory]
    [InlineData(ProtocolVersion.V311)]
    [InlineData(ProtocolVersion.V5)]
    public async Task Receipts_AnsweredBackwards_AcknowledgementsComeForwards(ProtocolVersion version)
    {
        await using var server = await ServerHost.StartAsync();
        server.Sink.Holds = true;
        using var client = await RawClient.ConnectAsync(server, version);
        foreach (var id in Enumerable.Range(1, 10))
        {
            await client.PublishAsync(Topic, "x"u8.ToArray(), id: (ushort)id);
        }

        // It went on reading while nothing was stored yet.
        await Poll.UntilAsync(() => server.Sink.Waiting.Count == 10, "ten publications at the sink");
        foreach (var receipt in server.Sink.Waiting.Reverse().ToList())
        {
            receipt.Accepted();
        }

        foreach (var id in Enumerable.Range(1, 10))
        {
            Assert.Equal((ushort)id, (await client.ReadAckAsync(PacketType.PubAck)).PacketId);
        }
    }

    [Fact]
    public async Task Receipt_NotAnswered_NothingAfterItIsAcknowledged()
    {
        await using var server = await ServerHost.StartAsync();
        server.Sink.Holds = true;
        using var client = await RawClient.ConnectAsync(server);
        await client.PublishAsync(Topic, "x"u8.ToArray(), id: 1);
        await client.PublishAsync("plain/a", "x"u8.ToArray(), id: 2);

        // PINGRESP overtakes, as nothing orders it; an acknowledgement would have come before it.
        await client.PingAsync();
        Assert.True(server.Sink.Waiting.TryDequeue(out var receipt));
        receipt.Accepted();

        Assert.Equal(1, (await client.ReadAckAsync(PacketType.PubAck)).PacketId);
        Assert.Equal(2, (await client.ReadAckAsync(PacketType.PubAck)).PacketId);
    }

    [Fact]
    public async Task Receipt_Rejected_ConnectionIsClosedAndNothingAcknowledged()
    {
        await using var server = await ServerHost.StartAsync();
        server.Sink.Holds = true;
        using var client = await RawClient.ConnectAsync(server);
        await client.PublishAsync(Topic, "one"u8.ToArray(), id: 1);
        await client.PublishAsync(Topic, "two"u8.ToArray(), id: 2);
        await Poll.UntilAsync(() => server.Sink.Waiting.Count == 2, "two publications at the sink");
        var (first, second) = (server.Sink.Waiting.First(), server.Sink.Waiting.Last());

        second.Accepted();
        first.Rejected(new IOException("disk full"));

        var packet = await client.ReadAsync(PacketType.Disconnect);
        Assert.Equal(ReasonCode.ImplementationSpecificError, PacketReader.ReadNotice(packet.Type, packet.Body.Span, ProtocolVersion.V5).Reason);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Sink_Throws_ConnectionIsClosedAndNothingAcknowledged()
    {
        await using var server = await ServerHost.StartAsync();
        server.Sink.Before = () => throw new InvalidOperationException("a fault of the sink");
        using var client = await RawClient.ConnectAsync(server);

        await client.PublishAsync(Topic, "x"u8.ToArray());

        await client.ReadAsync(PacketType.Disconnect);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Sink_Full_SenderWaitsAndLosesNothing()
    {
        await using var server = await ServerHost.StartAsync();
        var room = new TaskCompletionSource();
        server.Sink.Before = () => room.Task;
        using var client = await RawClient.ConnectAsync(server);
        foreach (var id in Enumerable.Range(1, 100))
        {
            await client.PublishAsync(Topic, "x"u8.ToArray(), id: (ushort)id);
        }

        Assert.Empty(server.Sink.Taken);
        room.SetResult();

        foreach (var id in Enumerable.Range(1, 100))
        {
            Assert.Equal((ushort)id, (await client.ReadAckAsync(PacketType.PubAck)).PacketId);
        }
    }

    [Fact]
    public async Task ReceiveMaximum_Exceeded_V5IsClosed()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:ReceiveMaximum"] = "3" });
        server.Sink.Holds = true;
        using var client = await RawClient.ConnectAsync(server);
        Assert.Equal(3u, client.Welcome.Properties.Number(PropertyId.ReceiveMaximum));

        foreach (var id in Enumerable.Range(1, 4))
        {
            await client.PublishAsync(Topic, "x"u8.ToArray(), id: (ushort)id);
        }

        Assert.Equal(ReasonCode.ReceiveMaximumExceeded, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task ReceiveMaximum_Reached_311WaitsForRoom()
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:ReceiveMaximum"] = "3" });
        server.Sink.Holds = true;
        using var client = await RawClient.ConnectAsync(server, ProtocolVersion.V311);
        foreach (var id in Enumerable.Range(1, 5))
        {
            await client.PublishAsync(Topic, "x"u8.ToArray(), id: (ushort)id);
        }

        await Poll.UntilAsync(() => server.Sink.Taken.Count == 3, "three publications at the sink");
        server.Sink.Holds = false;
        foreach (var receipt in server.Sink.Waiting)
        {
            receipt.Accepted();
        }

        foreach (var id in Enumerable.Range(1, 5))
        {
            Assert.Equal((ushort)id, (await client.ReadAckAsync(PacketType.PubAck)).PacketId);
        }
    }

    [Fact]
    public async Task Qos2_StoredBeforePubRec_DuplicateIsNotTakenAgain()
    {
        await using var server = await ServerHost.StartAsync();
        using var client = await RawClient.ConnectAsync(server);

        await client.PublishAsync(Topic, "x"u8.ToArray(), Qos.ExactlyOnce, 9);
        Assert.Equal(9, (await client.ReadAckAsync(PacketType.PubRec)).PacketId);
        await client.PublishAsync(Topic, "x"u8.ToArray(), Qos.ExactlyOnce, 9);
        Assert.Equal(9, (await client.ReadAckAsync(PacketType.PubRec)).PacketId);
        await client.SendHexAsync("62020009");
        Assert.Equal((9, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubComp));
        await client.SendHexAsync("62020009");
        Assert.Equal((9, ReasonCode.Success), await client.ReadAckAsync(PacketType.PubComp));

        Assert.Single(server.Sink.Taken);
    }

    [Fact]
    public async Task Qos2_ConnectionLostBeforePubRec_IsTakenAgain()
    {
        await using var server = await ServerHost.StartAsync();
        server.Sink.Holds = true;
        using (var client = await RawClient.ConnectAsync(server, ProtocolVersion.V311, cleanStart: false))
        {
            await client.PublishAsync(Topic, "x"u8.ToArray(), Qos.ExactlyOnce, 9);
            await Poll.UntilAsync(() => server.Sink.Waiting.Count == 1, "the publication");
        }

        server.Sink.Holds = false;
        using var again = await RawClient.ConnectAsync(server, ProtocolVersion.V311, cleanStart: false);
        Assert.True(again.Welcome.SessionPresent);
        await again.PublishAsync(Topic, "x"u8.ToArray(), Qos.ExactlyOnce, 9);

        Assert.Equal(9, (await again.ReadAckAsync(PacketType.PubRec)).PacketId);
        Assert.Equal(2, server.Sink.Taken.Count);
    }

    [Fact]
    public void Receipt_AnsweredTwice_IsAFaultOfTheSink()
    {
        var order = new AckOrder(new Outbox(new System.IO.Pipelines.Pipe().Writer, TimeProvider.System), _ => { });
        var receipt = order.Open(PacketType.PubAck, 1);
        receipt.Accepted();

        Assert.Throws<InvalidOperationException>(receipt.Accepted);
    }
}
