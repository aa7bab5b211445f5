using System.Net;
using CommunityConsole.Iot.Mqtt.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Mqtt.Server;

/// <summary>Listens for MQTT beside the web server, on a Kestrel of its own: the web server keeps its addresses.</summary>
public sealed class MqttListener : IHostedService, IDisposable
{
    private readonly MqttServer _server;
    private readonly MqttOptions _options;
    private readonly ILogger<MqttListener> _log;
    private readonly KestrelServer _kestrel;
    private readonly CancellationTokenSource _stop = new();
    private readonly TlsGate? _gate;
    private Task _sweep = Task.CompletedTask;

    public MqttListener(
        IServiceProvider services, MqttServer server, IOptions<MqttOptions> options, [FromKeyedServices(MqttFeature.Clock)] TimeProvider time, ILoggerFactory loggers)
    {
        (_server, _options, _log) = (server, options.Value, loggers.CreateLogger<MqttListener>());
        var settings = new KestrelServerOptions { ApplicationServices = services };
        settings.Limits.MaxConcurrentConnections = null;
        settings.Listen(IPAddress.Parse(_options.Address!), _options.Port, o => o.UseConnectionHandler<MqttConnectionHandler>());
        if (_options.TlsPort is { } tlsPort)
        {
            _gate = new TlsGate(_options, time, _log);
            settings.Listen(IPAddress.Parse(_options.Address!), tlsPort, o => o.Run(c => _server.ServeAsync(c.Transport, c.RemoteEndPoint, c.Abort, _gate)));
        }

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions { MaxReadBufferSize = 64 * 1024, Backlog = 1024 }), loggers);
        _kestrel = new KestrelServer(Options.Create(settings), transport, loggers);
    }

    /// <summary>The port in use; the one the system chose when the settings say 0. Known once the listener has started.</summary>
    public int Port => PortAt(0);

    /// <summary>The port for TLS in use; null when there is none.</summary>
    public int? TlsPort => _gate is null ? null : PortAt(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _gate?.Prepare();
        await _server.LoadAsync(cancellationToken);
        await _kestrel.StartAsync(new NoHttp(), cancellationToken);
        _sweep = Task.WhenAll(_server.SweepAsync(_stop.Token), _server.KeepAsync(_stop.Token));
        ServerLog.Listening(_log, IPAddress.Parse(_options.Address!), Port);
        if (TlsPort is { } port)
        {
            ServerLog.ListeningTls(_log, IPAddress.Parse(_options.Address!), port);
        }
        else if (!IPAddress.IsLoopback(IPAddress.Parse(_options.Address!)) && _options.AllowAnonymous != true)
        {
            TransportLog.ClearText(_log);
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _server.CloseAll();
        await _kestrel.StopAsync(cancellationToken);
        await _stop.CancelAsync();
        await _sweep;

        // Whatever is left of the time to stop: a file of sessions is written in a moment.
        await _server.SaveAsync(CancellationToken.None);
    }

    // In the order in which they were asked for.
    private int PortAt(int index) => new Uri(_kestrel.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.ElementAt(index)).Port;

    public void Dispose()
    {
        _kestrel.Dispose();
        _stop.Dispose();
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

internal sealed class MqttConnectionHandler(MqttServer server) : ConnectionHandler
{
    public override Task OnConnectedAsync(ConnectionContext connection) =>
        server.ServeAsync(connection.Transport, new Arrival(connection.RemoteEndPoint), connection.Abort);
}
