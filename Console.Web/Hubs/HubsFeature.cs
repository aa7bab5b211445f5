using CommunityConsole.Core.Care;

namespace CommunityConsole.Web.Hubs;

/// <summary>Registers and maps the hubs for screens outside the console.</summary>
internal static class HubsFeature
{
    /// <summary>Adds the hubs.</summary>
    public static IServiceCollection AddHubs(this IServiceCollection services)
    {
        services.AddSignalR();
        services.AddSingleton<HubSeats>();
        services.AddHostedService(provider => provider.GetRequiredService<HubSeats>());
        services.AddSingleton<IAlertFacts, AlertFeed>();
        services.AddHostedService<VoteFeed>();
        return services;
    }

    /// <summary>Maps them under <c>/hubs</c>.</summary>
    public static void MapHubs(this IEndpointRouteBuilder routes)
    {
        routes.MapHub<AlertHub>("/hubs/alerts");
        routes.MapHub<VoteHub>("/hubs/votes");
    }
}
