using System.Collections.Concurrent;
using CommunityConsole.Iot.Mqtt.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Iot.Tests.Mqtt;

/// <summary>A whole MQTT server on a free port of the loopback, with a sink that keeps what it is given.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ServerHost(IHost host, KeepingSink sink) => (_host, Sink) = (host, sink);

    public KeepingSink Sink { get; }

    public int Port => _host.Services.GetRequiredService<MqttListener>().Port;

    public int TlsPort => _host.Services.GetRequiredService<MqttListener>().TlsPort!.Value;

    public MqttServer Server => _host.Services.GetRequiredService<MqttServer>();

    public static async Task<ServerHost> StartAsync(
        IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? time = null, IMqttAccess? access = null, IMqttStateStore? store = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mqtt:Port"] = "0" });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        var sink = new KeepingSink();
        builder.Services.AddSingleton<IPublishSink>(sink);
        if (time is not null)
        {
            builder.Services.AddKeyedSingleton(MqttFeature.Clock, time);
        }

        if (access is not null)
        {
            builder.Services.AddSingleton(access);
        }

        if (store is not null)
        {
            builder.Services.AddSingleton(store);
        }

        builder.Services.AddMqtt();
        var host = builder.Build();
        await host.StartAsync();
        return new ServerHost(host, sink);
    }

    /// <summary>Stops as after SIGTERM; <see cref="DisposeAsync"/> does so too.</summary>
    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        // Nobody waits in a test for clients that do not go.
        using var now = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _host.StopAsync(now.Token);
        _host.Dispose();
    }
}

/// <summary>Takes topics under <c>community/</c>; answers receipts at once, or when the test says so.</summary>
internal sealed class KeepingSink : IPublishSink
{
    public ConcurrentQueue<(string Topic, byte[] Payload, DevicePublish Publish)> Taken { get; } = new();

    public ConcurrentQueue<IPublishReceipt> Waiting { get; } = new();

    /// <summary>Whether receipts are left in <see cref="Waiting"/>.</summary>
    public bool Holds { get; set; }

    /// <summary>Awaited before each publication is taken.</summary>
    public Func<Task>? Before { get; set; }

    /// <summary>Which topics are devices' topics.</summary>
    public Func<string, bool> Taking { get; set; } = topic => topic.StartsWith("community/", StringComparison.Ordinal);

    public bool Takes(string topic) => Taking(topic);

    public async ValueTask AcceptAsync(DevicePublish publish, IPublishReceipt receipt, CancellationToken cancellation)
    {
        if (Before is { } before)
        {
            await before();
        }

        Taken.Enqueue((publish.Topic, publish.Payload.ToArray(), publish));
        if (Holds)
        {
            Waiting.Enqueue(receipt);
        }
        else
        {
            receipt.Accepted();
        }
    }
}
