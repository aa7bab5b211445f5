using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Intake;

namespace CommunityConsole.Iot.Tests.Mqtt.Transport;

/// <summary>MQTT inside WebSockets: frames, refusals and logins.</summary>
public sealed class WebSocketTests : IAsyncLifetime
{
    private EveryDoor _doors = null!;

    private Trusted Trusted => _doors.Trusted;

    private Uri Address => new(_doors.Address("ws"));

    public async Task InitializeAsync() => _doors = await EveryDoor.StartAsync();

    public async Task DisposeAsync() => await _doors.DisposeAsync();

    [Fact]
    public async Task Packets_SpreadOverFramesAndSharingOne_AreReadAsTheyAre()
    {
        var meter = await Trusted.MeterAsync();
        using var socket = await OpenAsync();
        var bytes = new ArrayBufferWriter<byte>();
        ControlWriter.Write(bytes, new ConnectPacket(ProtocolVersion.V311, "ws", true, 60, PropertyBag.Empty) { UserName = meter.Login.UserName, Password = Encoding.UTF8.GetBytes(meter.Secret) });
        PacketWriter.WriteEmpty(bytes, PacketType.PingReq);
        PacketWriter.WriteEmpty(bytes, PacketType.PingReq);

        for (var i = 0; i < 10; i++)
        {
            await socket.SendAsync(bytes.WrittenMemory.Slice(i, 1), WebSocketMessageType.Binary, endOfMessage: i % 3 == 0, CancellationToken.None);
        }

        await socket.SendAsync(bytes.WrittenMemory[10..], WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);

        Assert.Equal("20020000" + "D000" + "D000", await ReadAsync(socket, 8));
    }

    [Fact]
    public async Task Login_WithoutProof_IsRefusedAsOnASocket()
    {
        using var socket = await OpenAsync();
        var bytes = new ArrayBufferWriter<byte>();
        ControlWriter.Write(bytes, new ConnectPacket(ProtocolVersion.V5, "ws", true, 60, PropertyBag.Empty));
        await socket.SendAsync(bytes.WrittenMemory, WebSocketMessageType.Binary, true, CancellationToken.None);

        var answer = await ReadAsync(socket, 5);
        var end = await socket.ReceiveAsync(new byte[16].AsMemory(), CancellationToken.None);

        Assert.Equal("2003008700", answer);
        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
    }

    [Fact]
    public async Task TextFrame_IsRefused()
    {
        using var socket = await OpenAsync();
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);

        var end = await socket.ReceiveAsync(new byte[16].AsMemory(), CancellationToken.None);

        Assert.Equal(WebSocketMessageType.Close, end.MessageType);
        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, socket.CloseStatus);
        await Poll.UntilAsync(() => _doors.Server.Connections == 0, "the connection is over");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("mqttv3.1")]
    public async Task Subprotocol_MissingOrAnother_IsRefused(string? subprotocol)
    {
        using var socket = new ClientWebSocket();
        if (subprotocol is not null)
        {
            socket.Options.AddSubProtocol(subprotocol);
        }

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address, CancellationToken.None));

        Assert.Contains("400", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenSocket_LeavesNothingBehind()
    {
        var meter = await Trusted.MeterAsync();
        var server = _doors.Server;
        using (var socket = await OpenAsync())
        {
            var bytes = new ArrayBufferWriter<byte>();
            ControlWriter.Write(bytes, new ConnectPacket(ProtocolVersion.V5, "ws", true, 60, PropertyBag.Empty) { UserName = meter.Login.UserName, Password = Encoding.UTF8.GetBytes(meter.Secret) });
            await socket.SendAsync(bytes.WrittenMemory, WebSocketMessageType.Binary, true, CancellationToken.None);
            await ReadAsync(socket, 4);
            Assert.Equal(1, server.Connections);
            socket.Abort();
        }

        await Poll.UntilAsync(() => server.Connections == 0 && server.Sessions == 0, "the connection is over");
    }

    private async Task<ClientWebSocket> OpenAsync()
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol(WebSocketDoor.Subprotocol);
        await socket.ConnectAsync(Address, CancellationToken.None);
        Assert.Equal(WebSocketDoor.Subprotocol, socket.SubProtocol);
        return socket;
    }

    private static async Task<string> ReadAsync(ClientWebSocket socket, int length)
    {
        using var limit = new CancellationTokenSource(Poll.Limit);
        var bytes = new List<byte>();
        var buffer = new byte[64];
        while (bytes.Count < length)
        {
            var frame = await socket.ReceiveAsync(buffer.AsMemory(), limit.Token);
            Assert.Equal(WebSocketMessageType.Binary, frame.MessageType);
            bytes.AddRange(buffer.AsSpan(0, frame.Count));
        }

        return Convert.ToHexString(bytes.Take(length).ToArray());
    }
}
