using System.Buffers;
using System.Text;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Mqtt.Wire;
using Microsoft.Extensions.Time.Testing;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>Whatever one client does, it alone is closed, with a reason where the protocol has room for one, and the next
/// good packet is served.</summary>
public sealed class BadClientTests : IAsyncLifetime
{
    private const string DeviceTopic = "community/demo/home/1/water/w1";

    private readonly FakeTimeProvider _time = new();
    private ServerHost _server = null!;
    private RawClient _good = null!;

    public async Task InitializeAsync()
    {
        _server = await ServerHost.StartAsync(time: _time);
        _good = await RawClient.ConnectAsync(_server, id: "good");
    }

    public async Task DisposeAsync()
    {
        // The good client was there all along and is served now.
        await _good.PublishAsync(DeviceTopic, "good"u8.ToArray());
        Assert.Equal(ReasonCode.Success, (await _good.ReadAckAsync(PacketType.PubAck)).Reason);
        Assert.Contains(_server.Sink.Taken, t => t.Payload.AsSpan().SequenceEqual("good"u8));
        _good.Dispose();

        // And nothing is left behind.
        await Poll.UntilAsync(() => _server.Server.Connections == 0, "no connection left");
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("474554202F20485454502F312E310D0A0D0A")] // GET / HTTP/1.1
    [InlineData("16030100C8010000C403")] // a TLS hello
    [InlineData("300A00036162636465666768")] // PUBLISH first
    [InlineData("C000")] // PINGREQ first
    [InlineData("10FFFFFFFFFF")] // a fifth byte of length
    [InlineData("10808000")] // a length longer than needed
    [InlineData("0000")]
    public async Task FirstPacket_NotConnect_IsClosedWithoutAnAnswer(string hex)
    {
        using var client = await RawClient.OpenAsync(_server);

        await client.SendHexAsync(hex);

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task FirstPacket_LargerThanALogin_IsClosedBeforeItsBodyComes()
    {
        using var client = await RawClient.OpenAsync(_server);

        await client.SendHexAsync("10FFFF03");

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Connect_UnknownLevel_IsToldSo()
    {
        using var client = await RawClient.OpenAsync(_server);

        await client.SendHexAsync("100C00044D5154540902003C0000");

        Assert.Equal(ReasonCode.UnsupportedProtocolVersion, (await client.ReadConnAckAsync()).Reason);
        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Connect_EmptyIdWithSessionIn311_IsRefused()
    {
        using var client = await RawClient.OpenAsync(_server, ProtocolVersion.V311);

        await client.SendHexAsync("100C00044D5154540400003C0000");

        Assert.Equal(ReasonCode.ClientIdentifierNotValid, (await client.ReadConnAckAsync()).Reason);
    }

    [Fact]
    public async Task Connect_UnknownAuthenticationMethod_IsRefused()
    {
        using var client = await RawClient.OpenAsync(_server);
        var properties = PropertyBag.Of(Property.Of(PropertyId.AuthenticationMethod, "GS2-KRB5"));

        await client.SendAsync(w => ControlWriter.Write(w, new ConnectPacket(ProtocolVersion.V5, "a", true, 0, properties)));

        Assert.Equal(ReasonCode.BadAuthenticationMethod, (await client.ReadConnAckAsync()).Reason);
    }

    [Theory]
    [InlineData("100C00044D5154540502003C0000", ReasonCode.ProtocolError)] // a second CONNECT
    [InlineData("20020000", ReasonCode.ProtocolError)] // CONNACK from a client
    [InlineData("90030001" + "00", ReasonCode.ProtocolError)] // SUBACK from a client
    [InlineData("F000", ReasonCode.ProtocolError)] // AUTH without a method
    [InlineData("C00100", null)] // PINGREQ with a body
    [InlineData("36", ReasonCode.MalformedPacket)] // QoS 3
    [InlineData("80050001000000", ReasonCode.MalformedPacket)] // SUBSCRIBE without its flag
    [InlineData("820300010000", ReasonCode.MalformedPacket)] // SUBSCRIBE without a filter
    [InlineData("8208" + "000100" + "0002" + "2361" + "00", ReasonCode.MalformedPacket)] // filter "#a"
    [InlineData("3005" + "0002C328" + "00", ReasonCode.MalformedPacket)] // invalid UTF-8
    [InlineData("3005" + "00026100" + "00", ReasonCode.MalformedPacket)] // U+0000
    [InlineData("3006" + "0003EDA080" + "00", ReasonCode.MalformedPacket)] // a surrogate
    [InlineData("3005" + "0002612B" + "00", ReasonCode.MalformedPacket)] // a wildcard
    [InlineData("3003" + "0000" + "00", ReasonCode.MalformedPacket)] // no topic and no alias
    [InlineData("3006" + "0000" + "03230005", ReasonCode.ProtocolError)] // an alias nobody set
    [InlineData("3007" + "000161" + "0323000B", ReasonCode.TopicAliasInvalid)] // an alias above the maximum
    [InlineData("3006" + "000161" + "020B01", ReasonCode.ProtocolError)] // a subscription identifier from a client
    [InlineData("3008" + "000161" + "0401000101", ReasonCode.ProtocolError)] // a property given twice
    [InlineData("3004" + "000161" + "7F", ReasonCode.MalformedPacket)] // properties longer than the packet
    public async Task Packet_AgainstTheProtocol_IsClosedWithTheReason(string hex, object? reason)
    {
        using var client = await RawClient.ConnectAsync(_server);

        await client.SendHexAsync(hex);

        Assert.Equal(reason, await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData(ProtocolVersion.V5, ReasonCode.PacketTooLarge)]
    [InlineData(ProtocolVersion.V311, null)]
    public async Task Publish_OneMegabyte_IsClosed(ProtocolVersion version, object? reason)
    {
        using var client = await RawClient.ConnectAsync(_server, version);

        // The server closes while this is still being sent, which is an error for some of it.
        var sending = Record.ExceptionAsync(() => client.PublishAsync(DeviceTopic, new byte[1 << 20]));

        Assert.Equal(reason, await client.ReadToEndAsync());
        await sending;
        Assert.Empty(_server.Sink.Taken);
    }

    [Fact]
    public async Task Publish_65000Slashes_IsClosed()
    {
        using var client = await RawClient.ConnectAsync(_server);

        await client.PublishAsync(new string('/', 65_000), "x"u8.ToArray());

        Assert.Equal(ReasonCode.TopicNameInvalid, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Subscribe_65000Slashes_IsClosed()
    {
        using var client = await RawClient.ConnectAsync(_server);
        var request = new SubscribePacket(1, [new FilterRequest(new string('/', 65_000), Qos.AtMostOnce)], PropertyBag.Empty);

        await client.SendAsync(w => ControlWriter.Write(w, request, ProtocolVersion.V5));

        Assert.Equal(ReasonCode.MalformedPacket, await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Login_CutAtEveryByte_LeavesNothingBehind()
    {
        var bytes = new ArrayBufferWriter<byte>();
        ControlWriter.Write(bytes, new ConnectPacket(ProtocolVersion.V5, "cut", true, 60, PropertyBag.Empty));
        for (var length = 0; length < bytes.WrittenCount; length++)
        {
            var client = await RawClient.OpenAsync(_server);
            await client.SendAsync(bytes.WrittenMemory[..length]);
            End(client, length);
        }
    }

    [Fact]
    public async Task Publish_CutAtEveryByte_LeavesNothingBehind()
    {
        var bytes = new PacketMaker(1).Make(PacketType.Publish);
        for (var length = 0; length < bytes.Length; length += 1 + length / 20)
        {
            var client = await RawClient.ConnectAsync(_server, id: $"cut-{length}");
            await client.SendAsync(bytes.AsMemory(0, length));
            End(client, length);
        }
    }

    [Fact]
    public async Task Login_NeverCompleted_IsCutAfterItsTime()
    {
        using var client = await RawClient.OpenAsync(_server);
        await client.SendHexAsync("100C0004");
        await Poll.UntilAsync(() => _server.Server.Connections == 2, "both connections");

        await MoveUntilAsync(() => _server.Server.Connections == 1, TimeSpan.FromSeconds(12));

        Assert.Null(await client.ReadAsync());
    }

    [Fact]
    public async Task Silence_LongerThanKeepAlive_IsCutAndPublishesTheWill()
    {
        var will = new WillMessage(DeviceTopic, "{\"link\":\"offline\"}"u8.ToArray(), Qos.AtLeastOnce, false, PropertyBag.Empty);
        using var client = await RawClient.ConnectAsync(_server, keepAlive: 10, will: will);

        await MoveUntilAsync(() => !_server.Sink.Taken.IsEmpty, TimeSpan.FromSeconds(16));

        Assert.Equal(ReasonCode.KeepAliveTimeout, await client.ReadToEndAsync());
        Assert.Equal(will.Payload, Assert.Single(_server.Sink.Taken).Payload);
    }

    [Fact]
    public async Task Subscriber_ThatDoesNotRead_SlowsItsPublisherThenIsCut()
    {
        using var reader = await RawClient.ConnectAsync(_server, id: "reader");
        await reader.SubscribeAsync(new FilterRequest("plain/#", Qos.AtMostOnce));
        using var writer = await RawClient.ConnectAsync(_server, id: "writer");
        var payload = new byte[100_000];
        var sent = 0;
        using var enough = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
            {
                await writer.PublishAsync("plain/a", payload, Qos.AtMostOnce);
                Interlocked.Increment(ref sent);
            }
        });

        // The socket buffers and the queue fill up; then the writer stands still.
        var seen = -1;
        var same = 0;
        await Poll.UntilAsync(() => Standing(ref seen, ref same, Volatile.Read(ref sent)), "the writer stands still");
        var before = Volatile.Read(ref sent);
        Assert.InRange(GC.GetTotalMemory(false), 0, 400_000_000);

        await MoveUntilAsync(() => Volatile.Read(ref sent) > before, TimeSpan.FromSeconds(25));

        await enough.CancelAsync();
        await writing;
    }

    private static bool Standing(ref int seen, ref int same, int now)
    {
        same = now == seen ? same + 1 : 0;
        seen = now;
        return now > 20 && same > 60;
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

    // Half a second of the server's time at once, and never past what a good client may be silent for.
    private async Task MoveUntilAsync(Func<bool> condition, TimeSpan most)
    {
        var moved = TimeSpan.Zero;
        await Poll.UntilAsync(() =>
        {
            if (!condition() && moved < most)
            {
                _time.Advance(TimeSpan.FromSeconds(0.5));
                moved += TimeSpan.FromSeconds(0.5);
            }

            return condition();
        }, "what the time brings");
    }
}
