using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>What outlives a connection.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private static readonly PropertyBag Kept = PropertyBag.Of(Property.Of(PropertyId.SessionExpiry, 60u));

    private readonly FakeTimeProvider _time = new();
    private ServerHost _server = null!;

    public async Task InitializeAsync() => _server = await ServerHost.StartAsync(time: _time);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Connect_PacketsSentWithoutWaitingForConnAck_AreAnswered()
    {
        using var client = await RawClient.OpenAsync(_server);

        await client.SendAsync(w =>
        {
            ControlWriter.Write(w, new ConnectPacket(ProtocolVersion.V5, "hasty", true, 60, PropertyBag.Empty));
            PacketWriter.WriteEmpty(w, PacketType.PingReq);
        });

        Assert.Equal(ReasonCode.Success, (await client.ReadConnAckAsync()).Reason);
        await client.ReadAsync(PacketType.PingResp);
    }

    [Fact]
    public async Task TakeOver_OldConnectionIsToldAndNewOneServed()
    {
        using var first = await RawClient.ConnectAsync(_server, id: "same");

        using var second = await RawClient.ConnectAsync(_server, id: "same");

        Assert.Equal(ReasonCode.SessionTakenOver, await first.ReadToEndAsync());
        await second.PingAsync();
        await Poll.UntilAsync(() => _server.Server.Sessions == 1, "one session");
    }

    [Fact]
    public async Task TakeOver_ManyAtOnce_OneSessionAndOneConnectionRemain()
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => RawClient.ConnectAsync(_server, id: "same", properties: Kept)));

        var alive = clients.Select(c => c.ReadToEndAsync()).ToList();
        await Poll.UntilAsync(() => _server.Server.Connections == 1, "one connection");

        Assert.Equal(1, _server.Server.Sessions);
        Array.ForEach(clients, c => c.Dispose());
        await Record.ExceptionAsync(() => Task.WhenAll(alive));
    }

    [Fact]
    public async Task Session_ClientAway_MessagesOfQos1WaitInOrder()
    {
        using (var reader = await RawClient.ConnectAsync(_server, id: "reader", cleanStart: false, properties: Kept))
        {
            Assert.False(reader.Welcome.SessionPresent);
            await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtLeastOnce));
        }

        await Poll.UntilAsync(() => _server.Server.Connections == 0, "the reader has gone");
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        await writer.PublishAsync("plain/a", "lost"u8.ToArray(), Qos.AtMostOnce);
        await writer.PublishAsync("plain/a", "one"u8.ToArray(), id: 1);
        await writer.PublishAsync("plain/b", "two"u8.ToArray(), id: 2);
        await writer.ReadAckAsync(PacketType.PubAck);
        await writer.ReadAckAsync(PacketType.PubAck);

        using var back = await RawClient.ConnectAsync(_server, id: "reader", cleanStart: false, properties: Kept);

        Assert.True(back.Welcome.SessionPresent);
        Assert.Equal("one", (await back.ReadPublishAsync()).Payload);
        Assert.Equal("two", (await back.ReadPublishAsync()).Payload);
    }

    [Fact]
    public async Task Session_MessageNotAcknowledged_ComesAgainMarkedAsDuplicate()
    {
        using (var reader = await RawClient.ConnectAsync(_server, ProtocolVersion.V311, id: "reader", cleanStart: false))
        {
            await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtLeastOnce));
            await reader.PublishAsync("plain/a", "x"u8.ToArray());
            await reader.ReadAsync();
            await reader.ReadAsync();
        }

        using var back = await RawClient.ConnectAsync(_server, ProtocolVersion.V311, id: "reader", cleanStart: false);

        var packet = await back.ReadAsync(PacketType.Publish);
        Assert.Equal(8, packet.Flags & 8);
    }

    [Fact]
    public async Task Session_TimeOver_IsForgotten()
    {
        using (await RawClient.ConnectAsync(_server, id: "reader", properties: Kept))
        {
        }

        await Poll.UntilAsync(() => _server.Server.Connections == 0, "the reader has gone");
        Assert.Equal(1, _server.Server.Sessions);
        _time.Advance(TimeSpan.FromSeconds(61));

        await Poll.UntilAsync(() => _server.Server.Sessions == 0, "the end of the session");
    }

    [Fact]
    public async Task Session_QueueOverflowsWhileAway_IsEndedRatherThanLosingSome()
    {
        await using var small = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:QueueLimit"] = "5" });
        using (var reader = await RawClient.ConnectAsync(small, id: "reader", cleanStart: false, properties: Kept))
        {
            await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtLeastOnce));
        }

        await Poll.UntilAsync(() => small.Server.Connections == 0, "the reader has gone");
        using var writer = await RawClient.ConnectAsync(small, id: "writer");
        foreach (var id in Enumerable.Range(1, 20))
        {
            await writer.PublishAsync("plain/a", "x"u8.ToArray(), id: (ushort)id);
        }

        foreach (var id in Enumerable.Range(1, 20))
        {
            Assert.Equal((ushort)id, (await writer.ReadAckAsync(PacketType.PubAck)).PacketId);
        }

        using var back = await RawClient.ConnectAsync(small, id: "reader", cleanStart: false, properties: Kept);
        Assert.False(back.Welcome.SessionPresent);
    }

    [Fact]
    public async Task Will_Delayed_IsPublishedWhenTheDelayIsOver()
    {
        using var mortal = await RawClient.ConnectAsync(_server, id: "mortal", will: Delayed(), properties: Kept);
        mortal.Reset();
        await Poll.UntilAsync(() => _server.Server.Connections == 0, "the end of the connection");
        Assert.Empty(_server.Sink.Taken);

        _time.Advance(TimeSpan.FromSeconds(31));

        await Poll.UntilAsync(() => _server.Sink.Taken.Count == 1, "the will");
        Assert.Equal(1, _server.Server.Sessions);
    }

    [Fact]
    public async Task Will_ClientBackBeforeTheDelay_IsNotPublished()
    {
        using var mortal = await RawClient.ConnectAsync(_server, id: "mortal", will: Delayed(), properties: Kept);
        mortal.Reset();
        await Poll.UntilAsync(() => _server.Server.Connections == 0, "the end of the connection");

        using var back = await RawClient.ConnectAsync(_server, id: "mortal", cleanStart: false, properties: Kept);
        _time.Advance(TimeSpan.FromSeconds(31));
        await back.PingAsync();

        Assert.True(back.Welcome.SessionPresent);
        Assert.Empty(_server.Sink.Taken);
    }

    [Fact]
    public async Task Will_DelayLongerThanSession_IsPublishedWithItsEnd()
    {
        using var mortal = await RawClient.ConnectAsync(_server, id: "mortal", will: Delayed());

        mortal.Reset();

        await Poll.UntilAsync(() => _server.Sink.Taken.Count == 1, "the will");
    }

    [Fact]
    public async Task MessageExpiry_TimeOver_QueuedMessageIsNotDelivered()
    {
        using (var reader = await RawClient.ConnectAsync(_server, id: "reader", cleanStart: false, properties: Kept))
        {
            await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtLeastOnce));
        }

        await Poll.UntilAsync(() => _server.Server.Connections == 0, "the reader has gone");
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        await writer.PublishAsync("plain/a", "short"u8.ToArray(), id: 1, properties: Property.Of(PropertyId.MessageExpiry, 5u));
        await writer.PublishAsync("plain/a", "long"u8.ToArray(), id: 2, properties: Property.Of(PropertyId.MessageExpiry, 50u));
        await writer.ReadAckAsync(PacketType.PubAck);
        await writer.ReadAckAsync(PacketType.PubAck);
        _time.Advance(TimeSpan.FromSeconds(10));

        using var back = await RawClient.ConnectAsync(_server, id: "reader", cleanStart: false, properties: Kept);
        var packet = await back.ReadAsync(PacketType.Publish);

        var view = PublishView.Read(packet.Flags, packet.Body.Span, ProtocolVersion.V5);
        var walk = new PropertyWalk(view.Properties, PropertyPlace.Publish);
        Assert.True(walk.Next());
        Assert.Equal((PropertyId.MessageExpiry, 40u), (walk.Id, walk.Number));
    }

    // The session is kept for 60 s, the will for 30 - or, without a kept session, not at all.
    private static WillMessage Delayed() =>
        new("community/demo/home/1/water/w1", "gone"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Of(Property.Of(PropertyId.WillDelay, 30u)));
}
