using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Tests.Metering;
using CommunityConsole.Iot.Intake;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Web.Storage;
using CommunityConsole.Web.Storage.Metering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet;
using MQTTnet.Protocol;

namespace CommunityConsole.Web.Tests.Intake;

/// <summary>Listener, intake and readings.db as the program puts them together, on a free port and a folder of its own.</summary>
internal sealed class IntakeServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("intake").FullName;
    private readonly IHost _host;

    private IntakeServer(Dictionary<string, string?> settings)
    {
        settings["Mqtt:Port"] = "0";
        settings["Mqtt:Address"] = "127.0.0.1";
        settings["Mqtt:AllowAnonymous"] = "true";
        settings.TryAdd("Devices:AutoRegister", "true");

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        builder.Services.Configure<DataOptions>(data => data.Directory = _folder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new EstateCalendar(TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")));
        builder.Services.AddSingleton<IConsentStore>(new VolatileConsentStore(new VolatileAuditLog())).AddSingleton<ConsentBook>();
        builder.Services.AddReadingStorage();
        builder.Services.AddSingleton(provider => new TroubledStore(provider.GetRequiredService<SqliteReadingStore>()));
        builder.Services.AddSingleton<IReadingStore>(provider => provider.GetRequiredService<TroubledStore>());
        builder.Services.AddMetering();
        builder.Services.AddDeviceIntake();
        builder.Services.AddMqtt();
        builder.Services.AddUpstream();
        _host = builder.Build();
    }

    internal TroubledStore Store => _host.Services.GetRequiredService<TroubledStore>();

    internal int Port => _host.Services.GetRequiredService<MqttListener>().Port;

    internal static async Task<IntakeServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var server = new IntakeServer(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        await server._host.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        Store.Release();
        await _host.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    internal DeviceRegistry Devices => _host.Services.GetRequiredService<DeviceRegistry>();

    /// <summary>Whether the outside broker answers.</summary>
    internal bool? Upstream => _host.Services.GetRequiredService<UpstreamSubscriber>().IsConnected;

    /// <summary>Ends the connection to the outside broker while everything else goes on.</summary>
    internal Task LeaveBrokerAsync() => _host.Services.GetRequiredService<UpstreamSubscriber>().StopAsync(CancellationToken.None);

    internal void Know(string community) => _host.Services.GetRequiredService<DeviceRegistry>().Know(community);

    internal async Task<IMqttClient> ConnectAsync()
    {
        var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", Port).Build());
        return client;
    }

    internal async Task<IReadOnlyList<Reading>> ReadingsAsync()
    {
        var all = new List<Reading>();
        await foreach (var stored in Store.ReadAfterAsync(0, CancellationToken.None))
        {
            all.Add(stored.Reading);
        }

        return all;
    }

    internal Task<IReadOnlyList<QuarantinedPacket>> QuarantineAsync() =>
        _host.Services.GetRequiredService<IQuarantineStore>().ReadAsync("demo", long.MaxValue, 1000, CancellationToken.None);
}

internal static class ClientPublishing
{
    /// <summary>Publishes with QoS 1 and waits for the acknowledgement.</summary>
    internal static Task<MqttClientPublishResult> SendAsync(this IMqttClient client, string topic, string payload) =>
        client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic(topic).WithPayload(payload)
            .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
}
