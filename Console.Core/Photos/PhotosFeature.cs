using Microsoft.Extensions.DependencyInjection;

namespace CommunityConsole.Core.Photos;

/// <summary>Registers who may see photos and how long they stay; needs <see cref="IPhotoShop"/>, registered before. Features that own photos add their <see cref="IPhotoRights"/>.</summary>
public static class PhotosFeature
{
    /// <summary>Adds the feature.</summary>
    public static IServiceCollection AddPhotos(this IServiceCollection services)
    {
        services.AddSingleton<PhotoDesk>();
        services.AddSingleton<PhotoSweep>();
        services.AddHostedService<PhotoLoop>();
        return services;
    }
}
