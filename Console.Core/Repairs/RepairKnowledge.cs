using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CommunityConsole.Core.Repairs;

/// <summary>Registers what the console knows about repairs before anybody decides: who answers for what, and what a text probably means.</summary>
public static class RepairKnowledge
{
    /// <summary>Adds <see cref="ResponsibilityDirectory"/> and <see cref="ServiceGuess"/>.</summary>
    public static IServiceCollection AddRepairKnowledge(this IServiceCollection services)
    {
        services.AddOptions<RepairKnowledgeOptions>().BindConfiguration(RepairKnowledgeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<RepairKnowledgeOptions>>().Value.Load());
        services.AddSingleton(static provider => new ServiceGuess(provider.GetRequiredService<ResponsibilityDirectory>()));
        return services;
    }
}
