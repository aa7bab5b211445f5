using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CommunityConsole.Core.Points;

/// <summary>Registers the points bank; needs <see cref="IPointsStore"/>, <see cref="IResolutions"/> and the feature community.</summary>
public static class PointsFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddPoints(this IServiceCollection services)
    {
        services.AddSingleton<PointsBell>();
        services.AddSingleton<PointsCommands>();
        services.AddSingleton<PointsFigures>();
        services.AddSingleton<PointsReader>();
        services.AddSingleton(static provider => new PointsDesk(
            provider.GetRequiredService<PointsCommands>(),
            provider.GetRequiredService<IPointsStore>(),
            provider.GetRequiredService<IResolutions>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IIdentityCheck, NoIdentityCheck>();
        services.AddSingleton<CheckInReader>();
        services.AddSingleton(static provider => new CheckInDesk(
            provider.GetRequiredService<PointsCommands>(),
            provider.GetRequiredService<IPointsStore>(),
            provider.GetRequiredService<IIdentityCheck>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<CheckInRetention>();
        return services;
    }
}
