using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Care;

/// <summary>Registers messages with a one-time link; needs <see cref="IFineLinkStore"/>, <see cref="IFineSeal"/>, <see cref="IFineAddress"/> and <see cref="CareFeature"/>.</summary>
public static class FineFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddFine(this IServiceCollection services)
    {
        services.AddSingleton<FineDesk>();
        services.AddHostedService<FineLinkSweep>();
        return services;
    }
}
