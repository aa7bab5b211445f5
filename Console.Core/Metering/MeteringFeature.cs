using CommunityConsole.Core.Consents;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CommunityConsole.Core.Metering;

/// <summary>The door of the feature: from decoded packets to stored readings.</summary>
public static class MeteringFeature
{
    /// <summary>Registers intake, pump, registry and gauges. The stores are ports and come from elsewhere.</summary>
    public static IServiceCollection AddMetering(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration(IntakeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<DevicesOptions>()
            .Configure<IHostEnvironment>((options, environment) => options.AutoRegister = environment.IsDevelopment())
            .BindConfiguration(DevicesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<KnownCommunities>()
            .Configure<IConfiguration>((known, settings) => known.Ids.Add(settings["Community:Id"] ?? "demo"));

        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<IngestGauges>();
        services.AddSingleton<DeviceRegistry>();
        services.AddSingleton<DeviceDesk>();
        services.AddSingleton<DeviceMessageDesk>();
        services.AddSingleton<ErasureDesk>();
        services.AddSingleton<ReadingIntake>();
        services.AddSingleton<PacketJudge>();
        services.AddSingleton<ConsentGate>();
        services.AddSingleton<BatchCommitter>();
        services.AddSingleton<DeviceConsents>();
        services.AddSingleton<IConsentFacts>(static provider => provider.GetRequiredService<DeviceConsents>());
        services.AddSingleton<PumpAudience>();

        // Started in this order: what is stored is known before anything new can come.
        services.AddHostedService<DeviceSweep>();
        services.AddHostedService<ReadingPump>();
        services.AddHostedService<RollupSweep>();
        services.AddHostedService<RetentionSweep>();
        return services;
    }
}
