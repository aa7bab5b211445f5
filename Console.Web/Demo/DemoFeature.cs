using CommunityConsole.Web.Storage;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Web.Demo;

/// <summary>The door of the demo: a made-up community, its devices, and incidents on demand.</summary>
internal static class DemoFeature
{
    /// <summary>Registers the demo; with <c>Demo:Enabled</c> false it stays empty and refuses.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services)
    {
        services.AddSingleton(static provider => new DemoFile(provider.GetRequiredService<IOptions<DataOptions>>().Value.Directory));
        services.AddSingleton<DemoStage>();
        services.AddSingleton(static provider => new DemoIncidents(
            provider.GetRequiredService<DemoStage>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<DemoStart>();
        services.AddHostedService<DemoTopics>();
        services.AddHostedService<DemoPoints>();   // after the topics whose resolutions carry its rules
        services.AddHostedService<DemoTimeBank>();
        services.AddHostedService<DemoHelp>();
        services.AddHostedService<DemoDevices>();
        services.AddHostedService<DemoDuty>();
        services.AddHostedService<DemoProfiles>();
        services.AddHostedService<DemoDelegates>();
        services.AddHostedService<DemoVotes>();
        return services;
    }
}
