using CommunityConsole.Core.Photos;
using CommunityConsole.Web.Live.Pipeline;
using CommunityConsole.Web.Settings;

namespace CommunityConsole.Web.Outbound.Photos;

/// <summary>Registers what makes and keeps photos.</summary>
internal static class PhotoShopFeature
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddPhotoShop(this IServiceCollection services)
    {
        services.AddSettings<PhotosOptions>(PhotosOptions.Section);
        services.AddSingleton<PhotoTool>();
        services.AddSingleton<PhotoWorker>();
        services.AddSingleton<PhotoFiles>();
        services.AddSingleton<IPhotoShop, PhotoShop>();
        services.AddSingleton<PhotoHealth>();
        services.AddSingleton<IFigureSource>(static provider => provider.GetRequiredService<PhotoHealth>());
        services.AddHostedService(static provider => provider.GetRequiredService<PhotoHealth>());
        services.AddHealthChecks().AddCheck<PhotoHealth>("photos");
        return services;
    }
}
