using CommunityConsole.Core.Community;
using CommunityConsole.Core.Council.Topics;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Council;

/// <summary>Registers the council's votes and topics; needs <see cref="IVoteStore"/>, <see cref="VoteKey"/>, <see cref="ITopicStore"/>, <see cref="ITaskUnits"/> and the feature community, registered before.</summary>
public static class CouncilFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddCouncil(this IServiceCollection services)
    {
        services.AddSingleton(RuleProfiles.Default);
        services.AddSingleton<VoteBoard>();
        services.AddSingleton<VoteSigner>();
        services.AddSingleton<ClockWatch>();
        services.AddSingleton<VoteLedger>();
        services.AddSingleton<VoteDrafts>();
        services.AddSingleton<VoteCommands>();
        services.AddSingleton(static provider => new VoteDesk(
            provider.GetRequiredService<VoteCommands>(),
            provider.GetRequiredService<VoteLedger>(),
            provider.GetRequiredService<VoteDrafts>(),
            provider.GetRequiredService<VoteSigner>(),
            provider.GetRequiredService<TopicGate>(),
            provider.GetRequiredService<EstateCalendar>(),
            provider.GetRequiredService<ClockWatch>()));
        services.AddSingleton(static provider => new BallotDesk(provider.GetRequiredService<VoteLedger>(), provider.GetRequiredService<VoteCommands>()));
        services.AddSingleton(static provider => new PaperDesk(provider.GetRequiredService<VoteLedger>(), provider.GetRequiredService<VoteCommands>()));
        services.AddSingleton(static provider => new VoteArchive(provider.GetRequiredService<VoteLedger>(), provider.GetRequiredService<IVoteStore>()));
        services.AddSingleton<VoteLoop>();
        services.AddHostedService(static provider => provider.GetRequiredService<VoteLedger>());
        services.AddHostedService(static provider => provider.GetRequiredService<VoteLoop>());
        return services.AddTopics();
    }
}
