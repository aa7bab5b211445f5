using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Net;
using CommunityConsole.Iot.Mqtt.Wire;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Bench.Compare;

/// <summary>
/// What the platform costs without a broker: Kestrel and pipelines, fixed headers read, the packet identifier found,
/// acknowledged; nothing checked, decoded, routed or kept. <c>-- mqtt-floor PORT</c>
/// </summary>
internal static class Floor
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var services = new ServiceCollection().AddSingleton<Handler>().BuildServiceProvider();
        var settings = new KestrelServerOptions { ApplicationServices = services };
        settings.Limits.MaxConcurrentConnections = null;
        settings.Listen(IPAddress.Loopback, int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture), o => o.UseConnectionHandler<Handler>());
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { Backlog = 1024 }), NullLoggerFactory.Instance);
        using var kestrel = new KestrelServer(Options.Create(settings), transport, NullLoggerFactory.Instance);
        await kestrel.StartAsync(new NoHttp(), CancellationToken.None);
        var port = new Uri(kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
        Console.WriteLine($"floor on port {port}");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }

    private sealed class Handler : ConnectionHandler
    {
        public override async Task OnConnectedAsync(ConnectionContext connection)
        {
            var (input, output) = (connection.Transport.Input, connection.Transport.Output);
            while (true)
            {
                var read = await input.ReadAsync();
                var rest = read.Buffer;
                while (Answer(ref rest, output))
                {
                }

                input.AdvanceTo(rest.Start, read.Buffer.End);
                await output.FlushAsync();
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }

        private static bool Answer(ref ReadOnlySequence<byte> rest, PipeWriter output)
        {
            // Five bytes of header, two of the topic's length: all that is looked at of most packets.
            var span = rest.FirstSpan;
            if (span.Length < Framing.LongestHeader + 2)
            {
                span = rest.Slice(0, Math.Min(rest.Length, Framing.LongestHeader + 2)).ToArray();
            }

            if (!Framing.TryReadHeader(span, int.MaxValue, out var header) || rest.Length < header.PacketLength)
            {
                return false;
            }

            switch (header.Type)
            {
                case PacketType.Connect:
                    output.Write("\x20\x03\0\0\0"u8); // CONNACK of version 5 without properties
                    break;
                case PacketType.PingReq:
                    PacketWriter.WriteEmpty(output, PacketType.PingResp);
                    break;
                case PacketType.Publish when (header.Flags & 2) != 0:
                    Span<byte> id = stackalloc byte[2];
                    rest.Slice(header.HeaderLength + 2 + BinaryPrimitives.ReadUInt16BigEndian(span[header.HeaderLength..]), 2).CopyTo(id);
                    PacketWriter.WriteAck(output, PacketType.PubAck, BinaryPrimitives.ReadUInt16BigEndian(id), ReasonCode.Success, ProtocolVersion.V5);
                    break;
            }

            rest = rest.Slice(header.PacketLength);
            return true;
        }
    }

    // Kestrel asks for an application; the connection handler answers before it could be reached.
    private sealed class NoHttp : IHttpApplication<object>
    {
        public object CreateContext(IFeatureCollection contextFeatures) => throw new NotSupportedException();

        public Task ProcessRequestAsync(object context) => throw new NotSupportedException();

        public void DisposeContext(object context, Exception? exception)
        {
        }
    }
}
