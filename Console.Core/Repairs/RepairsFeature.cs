using CommunityConsole.Core.Community;
using CommunityConsole.Core.Photos;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Repairs;

/// <summary>Registers repairs; needs <see cref="IRepairStore"/>, <see cref="IAssetStore"/>, <see cref="IRepairSeal"/> and the features community and notices, registered before.</summary>
public static class RepairsFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddRepairs(this IServiceCollection services)
    {
        services.AddOptions<RepairOptions>().BindConfiguration(RepairOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRepairKnowledge();
        services.AddSingleton<RepairAdvisor>();
        services.AddSingleton<AssetDirectory>();
        services.AddSingleton<AssetDesk>();
        services.AddSingleton<RepairBoard>();
        services.AddSingleton<RepairLedger>();
        services.AddSingleton<RepairCodes>();
        services.AddSingleton<RepairCommands>();
        services.AddSingleton<RepairEraser>();
        services.AddSingleton(static provider => new RepairDesk(
            provider.GetRequiredService<RepairLedger>(),
            provider.GetRequiredService<IRepairStore>(),
            provider.GetRequiredService<RepairAdvisor>(),
            provider.GetRequiredService<StaffDirectory>(),
            provider.GetRequiredService<RepairCommands>(),
            provider.GetRequiredService<RepairEraser>()));
        services.AddSingleton(static provider => new ReportDesk(
            provider.GetRequiredService<RepairLedger>(),
            provider.GetRequiredService<IRepairStore>(),
            provider.GetRequiredService<RepairCodes>(),
            provider.GetRequiredService<AssetDirectory>(),
            provider.GetRequiredService<RepairCommands>(),
            provider.GetRequiredService<RepairEraser>(),
            provider.GetRequiredService<CommandLog>(),
            provider.GetRequiredService<TimeProvider>()));

        // Lazy: those who listen may call the desk, so they are made after it.
        services.AddSingleton(static provider => new Lazy<IEnumerable<IRepairFacts>>(provider.GetServices<IRepairFacts>));
        services.AddSingleton<RepairBell>();
        services.AddSingleton<IRepairFacts>(static provider => provider.GetRequiredService<RepairBell>());
        services.AddSingleton<IPhotoRights, RepairPhotos>();
        services.AddSingleton<RepairDispatch>();
        services.AddSingleton<RepairOverdue>();
        services.AddSingleton<RepairPeople>();
        services.AddSingleton<RepairTelling>();
        services.AddHostedService<RepairStart>();
        services.AddSingleton<RepairLoop>();
        services.AddHostedService(static provider => provider.GetRequiredService<RepairLoop>());
        services.AddSingleton<RepairRetention>();
        services.AddHostedService<RepairRetentionLoop>();
        return services;
    }
}
