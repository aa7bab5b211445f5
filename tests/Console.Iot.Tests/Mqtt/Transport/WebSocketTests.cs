using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Mqtt.Wire;
using CommunityConsole.Iot.Tests.Intake;
using CommunityConsole.Iot.Tests.Mqtt.Interop;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Tests.Mqtt.Transport;

/// <summary>MQTT inside WebSockets: frames, refusals, logins, and a client of other people.</summary>
public sealed class WebSocketTests : IAsyncLifetime
{
    private readonly KeepingSink _sink = new();
    private Trusted _trusted = null!;
    private WebApplication _app = null!;

    private Uri Address => new($"ws://127.0.0.1:{Port}/mqtt");

    private int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public async Task InitializeAsync()
    {
        _trusted = await Trusted.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Mqtt:Port"] = "0";
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Services.AddSingleton<IPublishSink>(_sink);
        builder.Services.AddSingleton<IMqttAccess>(_trusted.Access);
        builder.Services.AddMqtt();
        builder.Services.AddAuthorization();
        _app = builder.Build();
        _app.MapMqtt();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _trusted.DisposeAsync();
    }

    [MqttJsTheory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task MqttJs_OverWebSocket_PublishesOnItsOwnTopic(int version)
    {
        var meter = await _trusted.MeterAsync();

        var said = await Tool.RunAsync(
            "node", Path.Combine(Tool.MqttJs, "report.mjs"), Address.ToString(), version.ToString(CultureInfo.InvariantCulture), meter.Login.UserName, meter.Secret, Trusted.Meter);

        Assert.Equal("""{"acks":[0]}""", said.Trim());
        Assert.Equal(Trusted.Meter, Assert.Single(_sink.Taken).Topic);
    }

    [Fact]
    public async Task Packets_SpreadOverFramesAndSharingOne_AreReadAsTheyAre()
    {
        var meter = await _trusted.MeterAsync();
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
        await Poll.UntilAsync(() => _app.Services.GetRequiredService<MqttServer>().Connections == 0, "the connection is over");
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
        var meter = await _trusted.MeterAsync();
        var server = _app.Services.GetRequiredService<MqttServer>();
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
