using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Governance;

/// <summary>Registers the indicators; needs the features care and dispatch, registered before.</summary>
public static class GovernanceFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddGovernance(this IServiceCollection services) => services.AddSingleton<NumbersDesk>();
}
