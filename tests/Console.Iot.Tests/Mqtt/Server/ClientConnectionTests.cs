using System.IO.Pipelines;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Tests.Mqtt.Server;

/// <summary>One connection, without a socket.</summary>
public sealed class ClientConnectionTests
{
    // A server that stops closes whom it saw a moment ago; whoever hung up since has a pipe that takes nothing any more.
    [Fact]
    public void Close_ConnectionThatEndedByItself_WritesNothing()
    {
        var options = new MqttOptions();
        var broker = new Broker(options, new KeepingSink(), new AnonymousAccess(Options.Create(options)), TimeProvider.System, NullLogger.Instance);
        var (incoming, outgoing) = (new Pipe(), new Pipe());
        var connection = new ClientConnection(broker, new Transport(incoming.Reader, outgoing.Writer), new Arrival(null), abort: static () => { });
        connection.Own(new Session(new SessionKey(null, "gone"), options, TimeProvider.System));
        connection.Outbox.Version = ProtocolVersion.V5;

        connection.Dispose();
        incoming.Reader.Complete();
        outgoing.Writer.Complete();
        connection.Close(ReasonCode.ServerShuttingDown);

        Assert.True(outgoing.Reader.TryRead(out var left) && left is { IsCompleted: true, Buffer.IsEmpty: true });
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
