using System.IO.Pipelines;
using System.Net.WebSockets;

namespace CommunityConsole.Iot.Mqtt.Transport;

/// <summary>The bytes inside the binary frames of a WebSocket (MQTT 5.0, section 6): a packet may span frames, and a frame may hold several.</summary>
internal sealed class WebSocketPipe : IDuplexPipe
{
    private const int FrameBuffer = 4_096;

    private readonly WebSocket _socket;
    private readonly Pipe _received = new(new PipeOptions(pauseWriterThreshold: 64 * 1024, resumeWriterThreshold: 32 * 1024, useSynchronizationContext: false));

    public WebSocketPipe(WebSocket socket)
    {
        _socket = socket;
        Output = PipeWriter.Create(WebSocketStream.Create(socket, WebSocketMessageType.Binary, ownsWebSocket: false), new StreamPipeWriterOptions(leaveOpen: true));
    }

    public PipeReader Input => _received.Reader;

    public PipeWriter Output { get; }

    /// <summary>Moves what comes into the pipe, which holds it back when nobody reads. Ends with the socket; a text frame ends it.</summary>
    public async Task ReceiveAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                var frame = await _socket.ReceiveAsync(_received.Writer.GetMemory(FrameBuffer), cancellation);
                if (frame.MessageType == WebSocketMessageType.Text)
                {
                    await _socket.CloseOutputAsync(WebSocketCloseStatus.InvalidMessageType, "MQTT comes in binary frames.", cancellation);
                    return;
                }

                if (frame.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                _received.Writer.Advance(frame.Count);
                if ((await _received.Writer.FlushAsync(cancellation)).IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // The peer is gone, or the server is done with it.
        }
        finally
        {
            await _received.Writer.CompleteAsync();
        }
    }
}
