using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.MutualHelp;

/// <summary>Registers offers, requests and agreements; needs <see cref="IHelpStore"/>, <see cref="IHours"/> and the feature community.</summary>
public static class MutualHelpFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddMutualHelp(this IServiceCollection services)
    {
        services.AddOptions<HelpOptions>().BindConfiguration(HelpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HelpBoard>();
        services.AddSingleton<OfferBoard>();
        services.AddSingleton<HelpBell>();
        services.AddSingleton<HelpCandidates>();
        services.AddSingleton<HelpPolicy>();
        services.AddSingleton<HelpCommands>();
        services.AddSingleton<HelpContactDesk>();
        services.AddSingleton<HelpSweep>();
        services.AddSingleton(static provider => new HelpReader(
            provider.GetRequiredService<HelpBoard>(),
            provider.GetRequiredService<OfferBoard>(),
            provider.GetRequiredService<HelpCandidates>(),
            provider.GetRequiredService<HelpBell>()));
        services.AddSingleton(static provider => new HelpDesk(
            provider.GetRequiredService<HelpCommands>(),
            provider.GetRequiredService<OfferBoard>(),
            provider.GetRequiredService<HelpPolicy>(),
            provider.GetRequiredService<IHours>()));
        services.AddSingleton(static provider => new ServedDesk(provider.GetRequiredService<HelpCommands>(), provider.GetRequiredService<IHours>()));
        services.AddHostedService<HelpStart>();
        services.AddHostedService<HelpLoop>();
        return services;
    }
}
