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

        services.AddSingleton<IngestGauges>();
        services.AddSingleton<DeviceRegistry>();
        services.AddSingleton<ReadingIntake>();
        return services;
    }
}
