using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Governance;

/// <summary>Registers the indicators, and what joins two features.</summary>
public static class GovernanceFeature
{
    /// <summary>Adds the figures of the care desk; needs care and dispatch, registered before.</summary>
    public static IServiceCollection AddGovernance(this IServiceCollection services) => services.AddSingleton<NumbersDesk>();

    /// <summary>Adds the figures of repairs, and the meters that feed them; needs care and repairs, registered before.</summary>
    public static IServiceCollection AddRepairGovernance(this IServiceCollection services) => services
        .AddSingleton<RepairNumbersDesk>()
        .AddSingleton<AlertRepairs>()
        .AddHostedService(static provider => provider.GetRequiredService<AlertRepairs>());
}
