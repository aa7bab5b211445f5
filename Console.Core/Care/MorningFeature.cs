using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Care;

/// <summary>The morning list inside <see cref="CareFeature"/>; needs <see cref="IMorningCallStore"/>.</summary>
internal static class MorningFeature
{
    public static void AddMorning(this IServiceCollection services)
    {
        services.AddSingleton<MorningBook>();
        services.AddSingleton<IHomeErasure>(static provider => provider.GetRequiredService<MorningBook>());
        services.AddSingleton<MorningAnswers>();
        services.AddSingleton<IAlertFacts>(static provider => provider.GetRequiredService<MorningAnswers>());
        services.AddSingleton(static provider => new MorningBoard(
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<ConsentBook>(),
            Watch(provider),
            provider.GetRequiredService<AlertBoard>(),
            provider.GetRequiredService<VisitBoard>(),
            provider.GetRequiredService<MorningBook>(),
            provider.GetRequiredService<MorningAnswers>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new MorningDesk(
            provider.GetRequiredService<IMorningCallStore>(),
            provider.GetRequiredService<MorningBook>(),
            provider.GetRequiredService<MorningBoard>(),
            provider.GetRequiredService<DispatchDesk>(),
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<ConsentBook>(),
            Watch(provider),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<MorningSweep>();
        services.AddHostedService<MorningStart>();
        services.AddHostedService<MorningLoop>();
    }

    // Lazy: the keeper is made after the desks that listen to it.
    private static Lazy<WatchKeeper?> Watch(IServiceProvider provider) => new(provider.GetService<WatchKeeper>);
}
