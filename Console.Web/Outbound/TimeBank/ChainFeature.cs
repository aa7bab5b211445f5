using CommunityConsole.Web.Live.Pipeline;
using CommunityConsole.Web.Settings;

namespace CommunityConsole.Web.Outbound.TimeBank;

/// <summary>The time bank's way to the chain. Needs the time bank, the notices and the storage.</summary>
internal static class ChainFeature
{
    /// <summary>Registers it; with the chain off it only says so.</summary>
    public static IServiceCollection AddChain(this IServiceCollection services)
    {
        services.AddSettings<ChainOptions>(ChainOptions.Section);
        services.AddSingleton<ChainBoard>();
        services.AddSingleton<IFigureSource, ChainFigures>();
        services.AddSingleton<DevChain>();
        services.AddSingleton<ChainConnection>();
        services.AddSingleton<ChainNotices>();
        services.AddHostedService<OutboxLoop>();
        return services;
    }
}
