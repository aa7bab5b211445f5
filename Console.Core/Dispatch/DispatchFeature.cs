using CommunityConsole.Core.Community;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Dispatch;

/// <summary>Registers visits; needs <see cref="IVisitStore"/> and the community feature.</summary>
public static class DispatchFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddOptions<DispatchOptions>().BindConfiguration(DispatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<VisitBoard>();
        services.AddSingleton<VisitLedger>();
        services.AddSingleton(static provider => new DispatchDesk(
            provider.GetRequiredService<VisitLedger>(),
            provider.GetRequiredService<StaffDirectory>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>(),
            new Lazy<DispatchOptions>(() => provider.GetRequiredService<IOptions<DispatchOptions>>().Value),
            provider.GetService<IDoorCodes>()));

        // Lazy: those who listen call this desk, so they are made after it.
        services.AddSingleton(static provider => new Lazy<IEnumerable<IDispatchFacts>>(provider.GetServices<IDispatchFacts>));
        services.AddHostedService<DispatchStart>();
        return services;
    }
}
