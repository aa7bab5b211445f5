using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.MutualHelp;
using CommunityConsole.Core.Points;
using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.TimeBank;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Governance;

/// <summary>Registers the indicators, and what joins two features.</summary>
public static class GovernanceFeature
{
    /// <summary>Adds the figures of the care desk; needs care and dispatch, registered before.</summary>
    public static IServiceCollection AddGovernance(this IServiceCollection services) => services.AddSingleton<NumbersDesk>();

    /// <summary>Lets what neighbours agreed and did become hours; needs the time bank and mutual help, registered before.</summary>
    public static IServiceCollection AddHelpGovernance(this IServiceCollection services) => services
        .AddSingleton<TimeRelatives>()
        .AddSingleton<IHours, HelpHours>();

    /// <summary>Adds the figures of repairs, what is improved because of them, and the meters that feed them; needs care, repairs, points and <see cref="IImprovementStore"/>, registered before.</summary>
    public static IServiceCollection AddRepairGovernance(this IServiceCollection services) => services
        .AddSingleton<RepairNumbersDesk>()
        .AddSingleton<CauseBell>()
        .AddSingleton<IRepairFacts>(static provider => provider.GetRequiredService<CauseBell>())
        .AddSingleton<ITaskUnits, TaskUnits>()
        .AddSingleton<IResolutions, CouncilResolutions>()
        .AddSingleton<ImprovementBoard>()
        .AddSingleton<ImprovementReader>()
        .AddSingleton<ImprovementDesk>()
        .AddHostedService<ImprovementStart>()
        .AddSingleton<AlertRepairs>()
        .AddHostedService(static provider => provider.GetRequiredService<AlertRepairs>())
        .AddSingleton<IRewardSource, AdoptedProposals>()
        .AddSingleton<IRewardSource, ConfirmedReports>()
        .AddSingleton<PointsRewards>()
        .AddHostedService(static provider => provider.GetRequiredService<PointsRewards>());
}
