using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Mqtt.Transport;
using CommunityConsole.Iot.Tests.Intake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityConsole.Iot.Tests.Mqtt.Transport;

/// <summary>One server behind all its doors, each on a free port: MQTT bare and in TLS, WebSockets bare and in TLS. Logins as in Production.</summary>
internal sealed class EveryDoor : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EveryDoor(WebApplication app, Certificates certificates, Trusted trusted, KeepingSink sink) =>
        (_app, Certificates, Trusted, Sink) = (app, certificates, trusted, sink);

    public Certificates Certificates { get; }

    public Trusted Trusted { get; }

    public KeepingSink Sink { get; }

    public MqttServer Server => _app.Services.GetRequiredService<MqttServer>();

    public int TlsPort => _app.Services.GetRequiredService<MqttListener>().TlsPort!.Value;

    /// <summary>The address of a door: mqtt, mqtts, ws or wss.</summary>
    public string Address(string scheme)
    {
        var listener = _app.Services.GetRequiredService<MqttListener>();
        var web = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(a => new Uri(a)).ToList();
        var port = scheme switch
        {
            "mqtt" => listener.Port,
            "mqtts" => TlsPort,
            "ws" => web.Single(a => a.Scheme == "http").Port,
            _ => web.Single(a => a.Scheme == "https").Port,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{scheme}://localhost:{port}{(scheme.StartsWith("ws", StringComparison.Ordinal) ? "/mqtt" : "")}");
    }

    public static async Task<EveryDoor> StartAsync()
    {
        var certificates = new Certificates();
        var trusted = await Trusted.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Mqtt:Port"] = "0";
        builder.Configuration["Mqtt:TlsPort"] = "0";
        builder.Configuration["Mqtt:Address"] = "127.0.0.1";
        builder.Configuration["Mqtt:Certificate"] = certificates.Server;
        builder.Configuration["Mqtt:CertificateKey"] = certificates.ServerKey;
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(X509CertificateLoader.LoadPkcs12FromFile(certificates.Pfx, "pfx-password")));
        });
        var sink = new KeepingSink();
        builder.Services.AddSingleton<IPublishSink>(sink);
        builder.Services.AddSingleton<IMqttAccess>(trusted.Access);
        builder.Services.AddMqtt();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.MapMqtt();
        await app.StartAsync();
        return new EveryDoor(app, certificates, trusted, sink);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Trusted.DisposeAsync();
        Certificates.Dispose();
    }
}
