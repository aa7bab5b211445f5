using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Wire;

namespace CommunityConsole.Iot.Tests.Mqtt.Transport;

/// <summary>Where a secret may be told: <c>Mqtt:TlsRequired</c> holds for other machines, whatever carries them here.</summary>
public sealed class TlsRequiredTests
{
    private static readonly IPEndPoint Elsewhere = new(IPAddress.Parse("192.0.2.7"), 1);

    [Theory]
    [InlineData(true, false, ReasonCode.NotAuthorized)]
    [InlineData(true, true, ReasonCode.Success)]
    [InlineData(false, false, ReasonCode.Success)]
    public async Task Login_FromAnotherMachine_NeedsTlsWhereItIsRequired(bool required, bool secure, object reason) =>
        Assert.Equal(reason, await LogInAsync(required, new Arrival(Elsewhere, secure)));

    [Fact]
    public async Task Login_FromThisMachine_NeedsNone() =>
        Assert.Equal(ReasonCode.Success, await LogInAsync(true, new Arrival(new IPEndPoint(IPAddress.Loopback, 1))));

    // A loopback socket never comes from elsewhere, so the connection is a pair of pipes.
    private static async Task<ReasonCode> LogInAsync(bool required, Arrival arrival)
    {
        await using var server = await ServerHost.StartAsync(new Dictionary<string, string?> { ["Mqtt:TlsRequired"] = $"{required}" });
        var (incoming, outgoing) = (new Pipe(), new Pipe());
        var serving = server.Server.ServeAsync(new Duplex(incoming.Reader, outgoing.Writer), arrival, static () => { });
        ControlWriter.Write(incoming.Writer, new ConnectPacket(ProtocolVersion.V5, "a", true, 60, PropertyBag.Empty));
        await incoming.Writer.FlushAsync();

        var read = await outgoing.Reader.ReadAtLeastAsync(5).AsTask().WaitAsync(Poll.Limit);
        var code = read.Buffer.Slice(3, 1).ToArray()[0];
        outgoing.Reader.AdvanceTo(read.Buffer.End);
        await incoming.Writer.CompleteAsync();
        await serving.WaitAsync(Poll.Limit);
        return (ReasonCode)code;
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
