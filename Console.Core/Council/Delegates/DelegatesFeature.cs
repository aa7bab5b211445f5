using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Council.Delegates;

/// <summary>Registers the council's delegates; needs <see cref="IDelegateStore"/> and the feature community, registered before.</summary>
public static class DelegatesFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddDelegates(this IServiceCollection services)
    {
        services.AddSingleton<DelegateDirectory>();
        services.AddSingleton(static provider => new DelegateReader(
            provider.GetRequiredService<DelegateDirectory>(),
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new DelegateDesk(
            provider.GetRequiredService<DelegateDirectory>(),
            provider.GetRequiredService<IDelegateStore>(),
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<StaffDirectory>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(static provider => new MakeUpDesk(
            provider.GetRequiredService<DelegateDirectory>(),
            provider.GetRequiredService<IDelegateStore>(),
            provider.GetRequiredService<HomeDirectory>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<DelegateStart>();
        return services;
    }
}
