using CommunityConsole.Core.Community;
using CommunityConsole.Core.Consents;
using CommunityConsole.Core.Kernel;
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
        services.AddLessons();
        services.AddSingleton<WatchKeeper>();
        services.AddSingleton<IReadingFacts>(provider => provider.GetRequiredService<WatchKeeper>());
        services.AddSingleton<ILessonFacts>(provider => provider.GetRequiredService<WatchKeeper>());
        services.AddSingleton<IConsentFacts>(provider => provider.GetRequiredService<WatchKeeper>());
        services.AddSingleton<IHomeFacts>(provider => provider.GetRequiredService<WatchKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<WatchKeeper>());
        return services;
    }

    /// <summary>Registers what homes learn from outcomes; needs <see cref="ILessonStore"/> and the community, registered before.</summary>
    public static IServiceCollection AddLessons(this IServiceCollection services)
    {
        services.AddSingleton<LessonBook>();
        services.AddSingleton<LessonDesk>();

        // Lazy: the keeper, which listens, is made after the stores it reads.
        services.AddSingleton(static provider => new Lazy<IEnumerable<ILessonFacts>>(provider.GetServices<ILessonFacts>));
        services.AddHostedService<LessonStart>();
        return services;
    }
}

/// <summary>Reads the lessons before the watches start.</summary>
internal sealed class LessonStart(LessonBook book) : HostedStart
{
    public override Task StartingAsync(CancellationToken cancellationToken) => book.LoadAsync(cancellationToken);
}
