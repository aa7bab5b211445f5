using CommunityConsole.Core.Metering;
using CommunityConsole.Iot.Alink;
using CommunityConsole.Iot.ChirpStack;
using CommunityConsole.Iot.Cjt188;
using CommunityConsole.Iot.Dlt645;
using CommunityConsole.Iot.HomeAssistant;
using CommunityConsole.Iot.Mapped;
using CommunityConsole.Iot.Mqtt.Server;
using CommunityConsole.Iot.OpenRemote;
using CommunityConsole.Iot.SparkplugB;
using CommunityConsole.Iot.Tasmota;
using CommunityConsole.Iot.Tencent;
using CommunityConsole.Iot.TheThingsStack;
using CommunityConsole.Iot.ThingsBoard;
using CommunityConsole.Iot.Tuya;
using CommunityConsole.Iot.Wmbusmeters;
using CommunityConsole.Iot.Zigbee2Mqtt;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Iot.Intake;

/// <summary>Binds the MQTT server to the intake.</summary>
public static class IotIntakeFeature
{
    /// <summary>Registers dialects and sink; call it after <c>AddMetering</c> and before the listener is registered.</summary>
    public static IServiceCollection AddDeviceIntake(this IServiceCollection services)
    {
        services.AddDialects();
        services.AddSingleton<StateMemory>();
        services.AddSingleton<DialectRouter>();
        services.AddSingleton<ForeignIntake>();
        services.AddSingleton<GatewayCommands>();
        services.AddSingleton<DevicePublishSink>();
        services.AddSingleton<IPublishSink>(provider => provider.GetRequiredService<DevicePublishSink>());
        services.AddHostedService<DialectMemoryStart>();
        services.AddHostedService<GatewayCommands.Line>();
        return services;
    }

    /// <summary>Registers the subscriber of an outside broker; call it last, so that it starts when all it hands over to is there.</summary>
    public static IServiceCollection AddUpstream(this IServiceCollection services)
    {
        services.AddOptions<UpstreamOptions>().BindConfiguration(UpstreamOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<UpstreamCheck>();
        services.AddSingleton<IPostConfigureOptions<UpstreamOptions>>(provider => provider.GetRequiredService<UpstreamCheck>());
        services.AddSingleton<IValidateOptions<UpstreamOptions>>(provider => provider.GetRequiredService<UpstreamCheck>());
        services.AddSingleton<UpstreamSubscriber>();
        services.AddHostedService(provider => provider.GetRequiredService<UpstreamSubscriber>());
        return services;
    }

    internal static IServiceCollection AddDialects(this IServiceCollection services)
    {
        services.AddSingleton<IValidateOptions<DevicesOptions>, MappingsCheck>();
        services.AddSingleton<MappedDialect>();
        services.AddSingleton<HomeAssistantDialect>();
        services.AddSingleton<IDialect, TasmotaDialect>();
        services.AddSingleton<IDialect, Zigbee2MqttDialect>();
        services.AddSingleton<IDialect, ChirpStackDialect>();
        services.AddSingleton<IDialect, TheThingsStackDialect>();
        services.AddSingleton<IDialect, WmbusmetersDialect>();
        services.AddSingleton<IDialect, ThingsBoardDialect>();
        services.AddSingleton<IDialect, AlinkDialect>();
        services.AddSingleton<IDialect, TencentDialect>();
        services.AddSingleton<IDialect, SparkplugDialect>();
        services.AddSingleton<IDialect, Cjt188Dialect>();
        services.AddSingleton<IDialect, Dlt645Dialect>();
        services.AddSingleton<IDialect, TuyaDialect>();
        services.AddSingleton<IDialect, OpenRemoteDialect>();
        services.AddSingleton<ForeignDialects>();
        return services;
    }

    /// <summary>Lets the dialects go on from what is stored, before anything listens.</summary>
    private sealed class DialectMemoryStart(IReadingStore store, IRememberedStore remembered, StateMemory states, ForeignDialects dialects) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            foreach (var (_, reading) in await store.ReadNewestAsync(cancellationToken))
            {
                states.Load(reading);
            }

            foreach (var message in await remembered.LoadAsync(cancellationToken))
            {
                dialects.Recall(message);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
