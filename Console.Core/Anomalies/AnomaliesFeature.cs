using CommunityConsole.Core.Community;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Anomalies;

/// <summary>The door of the feature: from stored readings to decisions about homes.</summary>
public static class AnomaliesFeature
{
    /// <summary>Registers the keeper of the watches. The checkpoint store is a port and comes from elsewhere.</summary>
    public static IServiceCollection AddAnomalies(this IServiceCollection services)
    {
        services.AddOptions<WatchOptions>().BindConfiguration(WatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WatchKeeper>();
        services.AddSingleton<IReadingFacts>(provider => provider.GetRequiredService<WatchKeeper>());
        services.AddSingleton<IHomeFacts>(provider => provider.GetRequiredService<WatchKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<WatchKeeper>());
        return services;
    }
}
