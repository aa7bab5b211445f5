using CommunityConsole.Core.Community;
using CommunityConsole.Core.Kernel;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Council.Topics;

/// <summary>Registers the topics; part of the council, after its votes. Needs <see cref="ITopicStore"/> and <see cref="ITaskUnits"/>.</summary>
internal static class TopicsFeature
{
    public static IServiceCollection AddTopics(this IServiceCollection services)
    {
        services.AddSingleton<TopicBoard>();
        services.AddSingleton<TopicGate>();
        services.AddSingleton<TopicFollow>();
        services.AddSingleton<TopicCommands>();
        services.AddSingleton<TopicReader>();
        services.AddSingleton(static provider => new TopicDesk(
            provider.GetRequiredService<TopicCommands>(),
            provider.GetRequiredService<TopicBoard>(),
            provider.GetRequiredService<TopicFollow>(),
            provider.GetRequiredService<VoteDesk>(),
            provider.GetRequiredService<VoteArchive>(),
            provider.GetRequiredService<VoteBoard>(),
            provider.GetRequiredService<EstateCalendar>()));
        services.AddSingleton(static provider => new TopicTaskDesk(
            provider.GetRequiredService<TopicCommands>(),
            provider.GetRequiredService<StaffDirectory>(),
            provider.GetRequiredService<ITaskUnits>(),
            provider.GetRequiredService<BallotDesk>(),
            provider.GetRequiredService<EstateCalendar>()));
        services.AddSingleton(static provider => new TopicNameDesk(provider.GetRequiredService<TopicCommands>(), provider.GetRequiredService<StaffDirectory>()));
        services.AddHostedService<TopicStart>();
        services.AddHostedService<TopicLoop>();
        return services;
    }
}
