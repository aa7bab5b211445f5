using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.Zigbee2Mqtt;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Iot.Intake;

/// <summary>Binds the MQTT server to the intake.</summary>
public static class IotIntakeFeature
{
    /// <summary>Registers dialects and sink; call it after <c>AddMetering</c> and before the listener is registered.</summary>
    public static IServiceCollection AddDeviceIntake(this IServiceCollection services)
    {
        services.AddSingleton<Zigbee2MqttMemory>();
        services.AddSingleton<DialectRouter>();
        services.AddSingleton<IPublishSink, DevicePublishSink>();
        services.AddHostedService<DialectMemoryStart>();
        return services;
    }

    /// <summary>Lets the dialects go on from the newest stored states, before anything listens.</summary>
    private sealed class DialectMemoryStart(IReadingStore store, Zigbee2MqttMemory memory) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var (_, reading) in await store.ReadNewestAsync(cancellationToken))
            {
                memory.Load(reading);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
