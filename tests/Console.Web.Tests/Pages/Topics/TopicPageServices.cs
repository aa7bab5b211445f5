using CommunityConsole.Core.Repairs;
using CommunityConsole.Core.Tests.Council;
using CommunityConsole.Web.Pages.Topics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Web.Tests.Pages.Topics;

/// <summary>What the pages of topics are made with.</summary>
internal static class TopicPageServices
{
    internal static IServiceCollection AddTopicPages(this IServiceCollection services, VoteRoom room) => services
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddRepairKnowledge().AddSingleton<RepairAdvisor>()
        .AddSingleton(room.TopicDesk).AddSingleton(room.Tasks).AddSingleton(room.Names).AddSingleton(room.TopicBoard).AddSingleton(room.Reader).AddSingleton<TaskOwners>().AddScoped<TopicDialogs>();
}
