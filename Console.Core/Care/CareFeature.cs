using CommunityConsole.Core.Anomalies;
using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Dispatch;
using CommunityConsole.Core.Kernel;
using CommunityConsole.Core.Metering;
using CommunityConsole.Core.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Care;

/// <summary>Registers alerts; needs <see cref="IAlertStore"/>, <see cref="IMorningCallStore"/> and the features community, dispatch and notices, registered before.</summary>
public static class CareFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddCare(this IServiceCollection services)
    {
        services.AddOptions<CareOptions>().BindConfiguration(CareOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<AlertBoard>();
        services.AddSingleton<AlertLedger>();
        services.AddSingleton(static provider => new AlertDesk(
            provider.GetRequiredService<AlertLedger>(),
            provider.GetRequiredService<DispatchDesk>(),
            provider.GetRequiredService<LessonDesk>(),
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<ConsentBook>(),
            provider.GetRequiredService<NoticeOutbox>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IWatchFacts>(static provider => provider.GetRequiredService<AlertDesk>());
        services.AddSingleton<IDispatchFacts>(static provider => provider.GetRequiredService<AlertDesk>());
        services.AddSingleton<CallDesk>();
        services.AddSingleton<AlertHolds>();
        services.AddSingleton<IHomeFacts>(static provider => provider.GetRequiredService<AlertHolds>());
        services.AddSingleton<AlertShelves>();
        services.AddSingleton<AlertConsents>();
        services.AddSingleton<IConsentFacts>(static provider => provider.GetRequiredService<AlertConsents>());
        services.AddSingleton<AlertSweep>();
        services.AddSingleton<MissedLessons>();
        services.AddSingleton<EscalationWords>();
        services.AddSingleton<EscalationSweep>();
        services.AddSingleton<EscalationBell>();
        services.AddSingleton<IAlertFacts>(static provider => provider.GetRequiredService<EscalationBell>());

        // Lazy: the keeper is made after the desk that listens to it.
        services.AddSingleton<IAlertFacts>(static provider => new AnsweredCalls(new Lazy<WatchKeeper?>(provider.GetService<WatchKeeper>)));
        services.AddSingleton<IDispatchFacts>(static provider => provider.GetRequiredService<EscalationBell>());
        services.AddHostedService<CareStart>();
        services.AddHostedService<CareLoop>();
        services.AddHostedService<EscalationLoop>();
        services.AddMorning();
        services.AddSingleton<IHomeErasure, VisitPhotoErasure>();
        return services;
    }
}
