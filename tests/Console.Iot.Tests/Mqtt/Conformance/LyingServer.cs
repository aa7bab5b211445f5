using System.Buffers;
using System.Net;
using System.Net.Sockets;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Conformance;

/// <summary>Answers the first CONNECT without having looked at it.</summary>
internal sealed class LyingServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConnAckPacket _answer;
    private readonly Task _serving;

    public LyingServer(ConnAckPacket answer)
    {
        _answer = answer;
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            using var client = await _listener.AcceptSocketAsync();
            await client.ReceiveAsync(new byte[4_096]);
            var bytes = new ArrayBufferWriter<byte>();
            ControlWriter.Write(bytes, _answer, ProtocolVersion.V5);
            await client.SendAsync(bytes.WrittenMemory);
            await client.ReceiveAsync(new byte[4_096]);
        }
        catch (SocketException)
        {
            // The client has gone, or nobody came.
        }
    }
}
