using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Community;

/// <summary>Registers homes, staff and the duty roster; needs <see cref="IHomeStore"/>, <see cref="IStaffStore"/>, <see cref="IShiftStore"/>, <see cref="IStaffProfileStore"/> and the audit log, registered before.</summary>
public static class CommunityFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddCommunity(this IServiceCollection services)
    {
        services.AddSingleton<HomeDirectory>();
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<CommandLog>();
        services.AddSingleton<RevealDesk>();
        services.AddSingleton<HomeDesk>();
        services.AddSingleton<DutyRoster>();
        services.AddSingleton<DutyDesk>();
        services.AddSingleton<StaffProfiles>();
        services.AddSingleton<ProfileDesk>();

        // Lazy: those who listen may themselves call the desk, so they are made after it.
        services.AddSingleton(static provider => new Lazy<IEnumerable<IHomeFacts>>(provider.GetServices<IHomeFacts>));
        services.AddHostedService<CommunityStart>();
        return services;
    }
}
